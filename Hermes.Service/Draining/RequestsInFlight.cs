namespace Hermes.Service.Draining;

/// <summary>Counts requests between their arrival and the end of their answer. Safe for any thread.</summary>
internal sealed class RequestsInFlight
{
    private readonly Lock _lock = new();
    private int _count;
    private TaskCompletionSource? _idle;

    /// <summary>How many there are now.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _count;
            }
        }
    }

    public void Enter()
    {
        lock (_lock)
        {
            _count++;
        }
    }

    public void Leave()
    {
        lock (_lock)
        {
            if (--_count == 0)
            {
                _idle?.SetResult();
                _idle = null;
            }
        }
    }

    /// <summary>Completes once no request is in flight; at once where none is.</summary>
    public Task WhenIdle()
    {
        lock (_lock)
        {
            if (_count == 0)
            {
                return Task.CompletedTask;
            }

            _idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _idle.Task;
        }
    }
}
