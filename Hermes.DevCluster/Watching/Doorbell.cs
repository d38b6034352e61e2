namespace Hermes.DevCluster.Watching;

/// <summary>
/// Wakes the one who waits, on its own context, whoever rings: unlike a wait for the first of several tasks, which goes by way of the
/// thread pool.
/// </summary>
internal sealed class Doorbell
{
    private TaskCompletionSource _rung = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes once somebody has rung since <see cref="Reset"/>.</summary>
    public Task Rung => Volatile.Read(ref _rung).Task;

    /// <summary>Forgets the rings so far. Call it before looking at what they tell of, or a ring is missed.</summary>
    public void Reset() => Volatile.Write(ref _rung, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    /// <summary>Rings.</summary>
    public void Ring() => Volatile.Read(ref _rung).TrySetResult();
}
