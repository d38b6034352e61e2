using Hermes.Campaigns.Worlds;

namespace Hermes.Campaigns.Leadership;

/// <summary>
/// The clocks of one replica's machine. All of them go at a rate of their own; the wall clock may be set, which no timer and no timestamp
/// notices.
/// </summary>
/// <param name="world">The world's clock, which is the server's.</param>
/// <param name="context">Where timers fire.</param>
/// <param name="rate">How fast these clocks go, where the world's go at 1.</param>
internal sealed class ReplicaClock(VirtualTime world, ReplicaContext context, double rate) : TimeProvider
{
    private readonly DateTimeOffset _start = world.GetUtcNow();
    private readonly TimeSpan _began = world.Elapsed;
    private TimeSpan _set;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _start + _set + TimeSpan.FromTicks(GetTimestamp());

    /// <inheritdoc/>
    public override long GetTimestamp() => (long)((world.Elapsed - _began).Ticks * rate);

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ReplicaTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Sets the wall clock, forwards or back.</summary>
    public void SetBy(TimeSpan jump) => _set += jump;

    // A tick more than it takes: no timer is early by the clock that it was set by.
    private TimeSpan InTheWorld(TimeSpan span) =>
        span <= TimeSpan.Zero ? span : TimeSpan.FromTicks((long)Math.Ceiling(span.Ticks / rate) + 1);

    private sealed class ReplicaTimer : ITimer
    {
        private readonly ReplicaClock _clock;
        private readonly Action _callback;
        private readonly ITimer _inner;
        private int _changes;

        public ReplicaTimer(ReplicaClock clock, Action callback)
        {
            (_clock, _callback) = (clock, callback);
            _inner = clock.World.CreateTimer(_ => Fire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _changes++;
            return _inner.Change(_clock.InTheWorld(dueTime), _clock.InTheWorld(period));
        }

        public void Dispose()
        {
            _changes++;
            _inner.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        // One that was due in a pause, and is set anew by what comes before it then, does not fire.
        private void Fire()
        {
            var changes = _changes;
            _clock.Context.Fire(() =>
            {
                if (_changes == changes)
                {
                    _callback();
                }
            });
        }
    }

    private VirtualTime World => world;

    private ReplicaContext Context => context;
}
