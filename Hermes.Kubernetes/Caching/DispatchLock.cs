namespace Hermes.Kubernetes.Caching;

/// <summary>A lock that lets be seen for how long it has been held.</summary>
internal sealed class DispatchLock(TimeProvider timeProvider)
{
    private readonly Lock _lock = new();
    private long _since;

    /// <summary>Null while nobody holds it.</summary>
    public TimeSpan? Held => Volatile.Read(ref _since) is not 0 and var since ? timeProvider.GetElapsedTime(since) : null;

    public Scope Enter()
    {
        _lock.Enter();
        Volatile.Write(ref _since, Math.Max(timeProvider.GetTimestamp(), 1));
        return new Scope(this);
    }

    internal readonly struct Scope(DispatchLock held) : IDisposable
    {
        public void Dispose()
        {
            Volatile.Write(ref held._since, 0);
            held._lock.Exit();
        }
    }
}
