using System.Collections.Concurrent;

namespace Hermes.Operator.Controllers;

/// <summary>Since when something holds of an app, as far as this process has seen. A restart begins anew, which only makes a wait longer.</summary>
internal sealed class Milestones(TimeProvider time)
{
    private readonly ConcurrentDictionary<(string AppUid, Milestone Milestone), long> _reached = new();

    /// <summary>How long it has held without a break; null where it does not hold.</summary>
    /// <param name="appUid">The app.</param>
    /// <param name="milestone">What may hold.</param>
    /// <param name="holds">Whether it does now.</param>
    public TimeSpan? Elapsed(string appUid, Milestone milestone, bool holds)
    {
        if (holds)
        {
            return time.GetElapsedTime(_reached.GetOrAdd((appUid, milestone), _ => time.GetTimestamp()));
        }

        _reached.TryRemove((appUid, milestone), out _);
        return null;
    }

    /// <summary>Forgets an app that is gone.</summary>
    public void Forget(string appUid)
    {
        foreach (var milestone in Enum.GetValues<Milestone>())
        {
            _reached.TryRemove((appUid, milestone), out _);
        }
    }
}
