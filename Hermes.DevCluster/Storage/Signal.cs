namespace Hermes.DevCluster.Storage;

/// <summary>Wakes everybody who waits for the next raise. Costs nothing while nobody waits.</summary>
internal sealed class Signal
{
    private TaskCompletionSource? _next;

    /// <summary>Completes at the next <see cref="Raise"/>. Take it before looking at what it tells of, or a raise is missed.</summary>
    public Task Next()
    {
        while (true)
        {
            var current = Volatile.Read(ref _next);
            if (current is not null)
            {
                return current.Task;
            }

            var fresh = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (Interlocked.CompareExchange(ref _next, fresh, null) is null)
            {
                return fresh.Task;
            }
        }
    }

    /// <summary>Wakes who waits.</summary>
    public void Raise() => Interlocked.Exchange(ref _next, null)?.TrySetResult();
}
