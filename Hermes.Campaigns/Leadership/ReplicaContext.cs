using System.IO.Pipelines;
using Hermes.Campaigns.Worlds;

namespace Hermes.Campaigns.Leadership;

/// <summary>
/// Where all that one replica does is done: on the world's thread, but for as long as the replica is paused, as by its machine or its garbage
/// collector, not at all. What was due in the meantime is done when it goes on, all at once.
/// </summary>
internal sealed class ReplicaContext : SynchronizationContext
{
    private readonly Pump _pump;
    private readonly List<Work> _held = [];

    public ReplicaContext(Pump pump)
    {
        _pump = pump;
        Pipes = new ReplicaPipes(this);
    }

    /// <summary>Whether nothing is done.</summary>
    public bool IsPaused { get; private set; }

    /// <summary>Queues what pipes have to go on with here.</summary>
    public PipeScheduler Pipes { get; }

    public void Pause() => IsPaused = true;

    /// <summary>Goes on.</summary>
    /// <param name="timersLast">Whether timers that were due come after all else, or before it: a machine promises neither.</param>
    public void Resume(bool timersLast)
    {
        IsPaused = false;
        foreach (var work in _held.OrderBy(work => work.IsTimer == timersLast))
        {
            Enqueue(work);
        }

        _held.Clear();
    }

    /// <summary>Does something now, as this replica.</summary>
    public void Run(Action action) => Do(new Work(action));

    /// <summary>Does what a timer is for: now, or once the pause is over.</summary>
    public void Fire(Action action) => Do(new Work(action) { IsTimer = true });

    /// <inheritdoc/>
    public override void Post(SendOrPostCallback d, object? state) => Enqueue(new Work(() => d(state)));

    /// <inheritdoc/>
    public override void Send(SendOrPostCallback d, object? state) => _pump.Send(d, state);

    /// <inheritdoc/>
    public override SynchronizationContext CreateCopy() => this;

    private void Enqueue(Work work)
    {
        if (work.IsBare)
        {
            _pump.Pipes.Schedule(_ => Do(work), null);
        }
        else
        {
            _pump.Post(_ => Do(work), null);
        }
    }

    private void Do(Work work)
    {
        if (IsPaused)
        {
            _held.Add(work);
            return;
        }

        var outer = Current;
        SetSynchronizationContext(work.IsBare ? null : this);
        try
        {
            work.Action();
        }
        finally
        {
            SetSynchronizationContext(outer);
        }
    }

    private sealed record Work(Action Action)
    {
        /// <summary>Whether it is done without a context; see <see cref="Pump"/>.</summary>
        public bool IsBare { get; init; }

        public bool IsTimer { get; init; }
    }

    private sealed class ReplicaPipes(ReplicaContext context) : PipeScheduler
    {
        public override void Schedule(Action<object?> action, object? state) => context.Enqueue(new Work(() => action(state)) { IsBare = true });
    }
}
