using Hermes.DevCluster.Storage;

namespace Hermes.DevCluster.Watching;

/// <summary>Counts the watches that run, and ends them together.</summary>
internal sealed class WatchHub : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Signal _changed = new();
    private CancellationTokenSource _round = new();
    private int _active;
    private bool _disposed;

    /// <summary>How many watches run.</summary>
    public int Active => Volatile.Read(ref _active);

    /// <summary>Completes when the next watch starts or ends.</summary>
    public Task Changed() => _changed.Next();

    /// <summary>Enters a watch.</summary>
    /// <returns>Cancelled when watches are to end.</returns>
    public CancellationToken Enter()
    {
        lock (_lock)
        {
            Interlocked.Increment(ref _active);
            _changed.Raise();
            return _disposed ? new CancellationToken(canceled: true) : _round.Token;
        }
    }

    /// <summary>Leaves a watch.</summary>
    public void Leave()
    {
        Interlocked.Decrement(ref _active);
        _changed.Raise();
    }

    /// <summary>Ends the watches that run; new ones may start.</summary>
    public void CloseAll() => End(forGood: false);

    /// <summary>Ends the watches that run, and every one that still starts.</summary>
    public void Dispose() => End(forGood: true);

    private void End(bool forGood)
    {
        CancellationTokenSource ended;
        lock (_lock)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = forGood;
            ended = _round;
            if (!forGood)
            {
                _round = new CancellationTokenSource();
            }
        }

        ended.Cancel();
        ended.Dispose();
    }
}
