namespace Hermes.Kubernetes.Events;

/// <summary>Folds equal occurrences into series and says which are to be written when. Not thread-safe, and without I/O.</summary>
internal sealed class EventAggregator(EventOptions options, TimeProvider time)
{
    private readonly Dictionary<EventKey, EventSeries> _series = [];
    private readonly PriorityQueue<EventSeries, (long Due, long Order)> _pending = new();
    private readonly EventBudget _budget = new(options.ObjectBurst, options.ObjectRefill, time);
    private long _order;
    private long _lastSweep = time.GetTimestamp();

    /// <summary>How long until a series is to be written; null when none waits.</summary>
    public TimeSpan? NextDue
    {
        get
        {
            if (!_pending.TryPeek(out _, out var next))
            {
                return null;
            }

            var wait = time.GetElapsedTime(time.GetTimestamp(), next.Due);
            return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
        }
    }

    /// <summary>Takes an occurrence.</summary>
    /// <returns>False when its object has had too many events of late.</returns>
    public bool Observe(EventOccurrence occurrence)
    {
        SweepFromTimeToTime();
        var now = time.GetTimestamp();
        if (!_series.TryGetValue(occurrence.Key, out var series) || HasExpired(series, now))
        {
            if (!_budget.TrySpend(occurrence.Key.Subject))
            {
                return false;
            }

            MakeRoom();
            series = new EventSeries(occurrence.Key, occurrence.Object, occurrence.Time);
            _series[occurrence.Key] = series;
        }

        series.Count++;
        series.Last = occurrence.Time;
        series.LastSeen = now;
        return TrySchedule(series);
    }

    /// <summary>Takes out the next series to be written.</summary>
    /// <param name="all">Whether those whose time has not come are due too.</param>
    public EventSeries? TakeDue(bool all)
    {
        if (!_pending.TryPeek(out var series, out var next) || (!all && next.Due > time.GetTimestamp()))
        {
            return null;
        }

        _pending.Dequeue();
        series.IsPending = false;
        series.LastTried = time.GetTimestamp();
        return series;
    }

    /// <summary>Has a series written, the first time at once and then from time to time.</summary>
    /// <returns>False when it is too old to be of interest.</returns>
    public bool TrySchedule(EventSeries series)
    {
        var now = time.GetTimestamp();
        if (HasExpired(series, now))
        {
            return false;
        }

        if (!series.IsPending)
        {
            series.IsPending = true;
            _pending.Enqueue(series, (series.LastTried is { } tried ? tried + Ticks(options.WriteInterval) : now, _order++));
        }

        return true;
    }

    private bool HasExpired(EventSeries series, long now) => time.GetElapsedTime(series.LastSeen, now) > options.SeriesWindow;

    private void MakeRoom()
    {
        if (_series.Count >= options.SeriesCapacity)
        {
            var (key, series) = _series.MinBy(entry => entry.Value.LastSeen);
            _series.Remove(key);
            _pending.Remove(series, out _, out _);
        }
    }

    private void SweepFromTimeToTime()
    {
        var now = time.GetTimestamp();
        if (time.GetElapsedTime(_lastSweep, now) < options.ObjectRefill)
        {
            return;
        }

        _lastSweep = now;
        _budget.Sweep();
        foreach (var (key, series) in _series)
        {
            if (HasExpired(series, now))
            {
                _series.Remove(key);
            }
        }
    }

    private long Ticks(TimeSpan interval) => (long)(interval.TotalSeconds * time.TimestampFrequency);
}
