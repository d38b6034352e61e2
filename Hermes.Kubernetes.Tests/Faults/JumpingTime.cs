namespace Hermes.Kubernetes.Tests.Faults;

/// <summary>A clock whose hands somebody turns; how time passes is another matter.</summary>
public sealed class JumpingTime : ManualTime
{
    private long _ticks;

    public void Jump(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref _ticks));

    public override long GetTimestamp() => base.GetUtcNow().Ticks;
}
