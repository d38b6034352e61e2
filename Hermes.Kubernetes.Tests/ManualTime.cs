using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace Hermes.Kubernetes.Tests;

/// <summary>A clock that stands still, and tells what is waited for: a test moves it once the wait has begun, and not by guessing.</summary>
public class ManualTime : FakeTimeProvider
{
    private readonly Channel<TimeSpan> _timers = Channel.CreateUnbounded<TimeSpan>();

    /// <summary>How far the clock on the wall is off, which may jump; what is measured by it stays right.</summary>
    public TimeSpan WallOffset { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + WallOffset;

    // The base makes its timestamps of what the wall shows.
    public override long GetTimestamp() => base.GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _timers.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>Waits until a timer is set that the test is interested in.</summary>
    public async Task<TimeSpan> NextTimerAsync(Func<TimeSpan, bool> matches)
    {
        using var patience = new CancellationTokenSource(Patience.Limit, System);
        while (true)
        {
            var due = await _timers.Reader.ReadAsync(patience.Token);
            if (matches(due))
            {
                return due;
            }
        }
    }

    /// <summary>Waits until such a timer is set, and lets it fire.</summary>
    public async Task<TimeSpan> AdvanceToNextAsync(Func<TimeSpan, bool> matches)
    {
        var due = await NextTimerAsync(matches);
        Advance(due);
        return due;
    }
}
