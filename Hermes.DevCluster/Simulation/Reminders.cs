namespace Hermes.DevCluster.Simulation;

/// <summary>One look at a thing at a later time; a new time for it takes the former one's place. Not safe for concurrent use.</summary>
/// <param name="clock">The clock.</param>
/// <param name="run">Runs an action as the only one; called on any thread.</param>
/// <param name="look">What to do when the time has come.</param>
internal sealed class Reminders(TimeProvider clock, Action<Action> run, Action<WorkloadName> look) : IDisposable
{
    private readonly Dictionary<WorkloadName, Reminder> _reminders = [];

    /// <summary>Looks at a thing at a time to come.</summary>
    public void At(WorkloadName key, DateTimeOffset due)
    {
        if (_reminders.TryGetValue(key, out var former))
        {
            if (former.Due == due)
            {
                return;
            }

            former.Dispose();
        }

        var reminder = new Reminder(due);
        _reminders[key] = reminder;
        var wait = due - clock.GetUtcNow();
        reminder.Timer = clock.CreateTimer(
            _ => run(() => Fire(key, reminder)), null, wait < TimeSpan.Zero ? TimeSpan.Zero : wait, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Looks at a thing no more.</summary>
    public void Cancel(WorkloadName key)
    {
        if (_reminders.Remove(key, out var former))
        {
            former.Dispose();
        }
    }

    public void Dispose()
    {
        foreach (var reminder in _reminders.Values)
        {
            reminder.Dispose();
        }

        _reminders.Clear();
    }

    private void Fire(WorkloadName key, Reminder reminder)
    {
        // A timer that was too late to be stopped says nothing about the time that took its place.
        if (_reminders.TryGetValue(key, out var present) && ReferenceEquals(present, reminder))
        {
            Cancel(key);
            look(key);
        }
    }

    private sealed class Reminder(DateTimeOffset due) : IDisposable
    {
        public DateTimeOffset Due => due;

        public ITimer? Timer { get; set; }

        public void Dispose() => Timer?.Dispose();
    }
}
