namespace Hermes.Campaigns.Worlds;

/// <summary>A clock that stands still until it is told to go to the next timer that is due. Used by one thread.</summary>
internal sealed class VirtualTime : TimeProvider
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Comparer<VirtualTimer> ByDue = Comparer<VirtualTimer>.Create(
        static (x, y) => x.Due != y.Due ? x.Due.CompareTo(y.Due) : x.Sequence.CompareTo(y.Sequence));

    private readonly SortedSet<VirtualTimer> _timers = new(ByDue);
    private long _sequence;

    /// <summary>How far the clock has gone since the world began.</summary>
    public TimeSpan Elapsed { get; private set; }

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => Start + Elapsed;

    /// <inheritdoc/>
    public override long GetTimestamp() => Elapsed.Ticks;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Goes to the next timer and fires it; where none is due by then, to the end.</summary>
    /// <param name="end">How far to go at most.</param>
    /// <returns>Whether a timer was fired.</returns>
    public bool TryFireNext(TimeSpan end)
    {
        if (_timers.Min is not { } next || next.Due > end)
        {
            Elapsed = end > Elapsed ? end : Elapsed;
            return false;
        }

        Elapsed = next.Due > Elapsed ? next.Due : Elapsed;
        _timers.Remove(next);
        next.Fire();
        return true;
    }

    private sealed class VirtualTimer(VirtualTime time, Action callback) : ITimer
    {
        private TimeSpan _period;
        private bool _isDisposed;

        public TimeSpan Due { get; private set; }

        public long Sequence { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (_isDisposed)
            {
                return false;
            }

            time._timers.Remove(this);
            _period = period;
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                Arm(dueTime);
            }

            return true;
        }

        public void Fire()
        {
            if (_period > TimeSpan.Zero)
            {
                Arm(_period);
            }

            callback();
        }

        public void Dispose()
        {
            _isDisposed = true;
            time._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Arm(TimeSpan wait)
        {
            (Due, Sequence) = (time.Elapsed + wait, time._sequence++);
            time._timers.Add(this);
        }
    }
}
