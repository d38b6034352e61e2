using System.IO.Pipelines;

namespace Hermes.Campaigns.Leadership;

/// <summary>Hands on what arrives of unfinished answers, but for as long as the network brings nothing.</summary>
internal sealed class StallingPipes(PipeScheduler inner) : PipeScheduler
{
    private readonly List<(Action<object?> Action, object? State)> _held = [];
    private bool _isStalled;

    public void Stall() => _isStalled = true;

    /// <summary>Hands on what has been held up.</summary>
    public void Flow()
    {
        _isStalled = false;
        foreach (var (action, state) in _held)
        {
            inner.Schedule(action, state);
        }

        _held.Clear();
    }

    /// <inheritdoc/>
    public override void Schedule(Action<object?> action, object? state)
    {
        if (_isStalled)
        {
            _held.Add((action, state));
        }
        else
        {
            inner.Schedule(action, state);
        }
    }
}
