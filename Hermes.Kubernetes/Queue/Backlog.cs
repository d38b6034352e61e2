namespace Hermes.Kubernetes.Queue;

/// <summary>How many keys are ready in all queues of an operator and held by nobody: what is less urgent than a reconcile waits until there are none.</summary>
/// <remarks>Guarantees: thread-safe.</remarks>
internal sealed class Backlog
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _cleared;
    private int _keys;

    /// <summary>Completes once every key has been taken; at once where none waits.</summary>
    public Task Cleared
    {
        get
        {
            lock (_lock)
            {
                return _keys == 0
                    ? Task.CompletedTask
                    : (_cleared ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }
        }
    }

    /// <summary>A key is ready.</summary>
    public void Add()
    {
        lock (_lock)
        {
            _keys++;
        }
    }

    /// <summary>A key that was ready has been taken, or given up.</summary>
    public void Remove()
    {
        TaskCompletionSource? cleared = null;
        lock (_lock)
        {
            if (--_keys == 0)
            {
                (cleared, _cleared) = (_cleared, null);
            }
        }

        cleared?.SetResult();
    }
}
