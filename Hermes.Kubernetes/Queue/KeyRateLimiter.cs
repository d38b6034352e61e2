using Hermes.Kubernetes.Entities;

namespace Hermes.Kubernetes.Queue;

/// <summary>
/// Lets each key be taken a number of times at once, and after that at a steady rate: a token bucket for each key. A key that is awoken by
/// what its own reconciles bring about, as where somebody else undoes them at once, would spin without it. Not thread-safe.
/// </summary>
/// <remarks>
/// Kept as the generic cell rate algorithm has it (ITU-T I.371): one time for each key, at which its bucket will be full again. Full buckets
/// are forgotten, so that what is kept is bounded by the keys that were taken lately.
/// </remarks>
/// <param name="burst">How often a key may be taken at once; at least 1.</param>
/// <param name="interval">How long it takes until a key that has used that up may be taken once more.</param>
/// <param name="time">The clock; only its monotonic time is used.</param>
internal sealed class KeyRateLimiter(int burst, TimeSpan interval, TimeProvider time)
{
    private const int FewKeys = 1024;

    private readonly Dictionary<NamespacedName, long> _full = [];
    private readonly long _interval = (long)(interval.TotalSeconds * time.TimestampFrequency);
    private int _sweepAt = FewKeys;

    /// <summary>How many keys have a bucket that was not full when it was last looked at.</summary>
    public int Count => _full.Count;

    /// <summary>How long a key has to wait; zero where it may be taken now.</summary>
    public TimeSpan WaitOf(NamespacedName key)
    {
        var now = time.GetTimestamp();
        var due = _full.GetValueOrDefault(key, now) - ((burst - 1) * _interval);
        return due > now ? time.GetElapsedTime(now, due) : TimeSpan.Zero;
    }

    /// <summary>Counts that a key is taken.</summary>
    public void Take(NamespacedName key)
    {
        var now = time.GetTimestamp();
        _full[key] = Math.Max(_full.GetValueOrDefault(key, now), now) + _interval;
        if (_full.Count > _sweepAt)
        {
            Sweep(now);
        }
    }

    private void Sweep(long now)
    {
        foreach (var (key, full) in _full)
        {
            if (full <= now)
            {
                _full.Remove(key);
            }
        }

        _sweepAt = Math.Max(FewKeys, 2 * _full.Count);
    }
}
