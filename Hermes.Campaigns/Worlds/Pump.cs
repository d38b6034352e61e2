using System.Collections.Concurrent;

namespace Hermes.Campaigns.Worlds;

/// <summary>
/// The one thread of a world: all that happens in it is queued here and done in order. What would go by way of the thread pool comes back
/// here too, but from outside, which <see cref="Strays"/> counts: a world that replays exactly has none while it works.
/// </summary>
internal sealed class Pump : SynchronizationContext, IDisposable
{
    // Real time, and only where something has left for the thread pool: that it takes so long means that it never comes back.
    private static readonly TimeSpan StrayLimit = TimeSpan.FromSeconds(30);

    // A hundred times what the busiest moment of any plan takes.
    private const int MostAtOneTime = 2_000_000;

    private readonly ConcurrentQueue<Work> _queue = new();
    private readonly SemaphoreSlim _arrived = new(0);
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private readonly SynchronizationContext? _outer;
    private int _strays;

    /// <summary>Makes the calling thread the world's until <see cref="Dispose"/>.</summary>
    public Pump()
    {
        _outer = Current;
        SetSynchronizationContext(this);
        Scheduler = TaskScheduler.FromCurrentSynchronizationContext();
        Pipes = new BarePipeScheduler(this);
    }

    /// <summary>Queues tasks here.</summary>
    public TaskScheduler Scheduler { get; }

    /// <summary>Queues what pipes have to go on with here.</summary>
    public System.IO.Pipelines.PipeScheduler Pipes { get; }

    /// <summary>How often something came from another thread.</summary>
    public int Strays => Volatile.Read(ref _strays);

    /// <summary>Does what is queued, and what is queued by that, until there is nothing more.</summary>
    /// <exception cref="TimeoutException">There is always more: something goes round in circles while no time passes.</exception>
    public void Drain()
    {
        var done = 0;
        while (_queue.TryDequeue(out var work))
        {
            Do(work);
            if (++done > MostAtOneTime)
            {
                throw new TimeoutException("The world spins: there is always something to do, and no time passes.");
            }
        }

        while (_arrived.Wait(0))
        {
            // Of what was done above.
        }
    }

    /// <summary>Works until a condition holds; where there is nothing to do, waits for what has left for the thread pool.</summary>
    /// <exception cref="TimeoutException">Nothing came back.</exception>
    public void DrainUntil(Func<bool> holds, string what)
    {
        Drain();
        while (!holds())
        {
            if (_queue.IsEmpty && !_arrived.Wait(StrayLimit))
            {
                throw new TimeoutException($"The world hangs: {what}.");
            }

            Drain();
        }
    }

    /// <inheritdoc/>
    public override void Post(SendOrPostCallback d, object? state) => Enqueue(new Work(() => d(state), IsBare: false));

    /// <inheritdoc/>
    public override void Send(SendOrPostCallback d, object? state)
    {
        if (Environment.CurrentManagedThreadId != _thread)
        {
            throw new NotSupportedException("Nobody outside a world waits for what is done in it.");
        }

        d(state);
    }

    /// <inheritdoc/>
    public override SynchronizationContext CreateCopy() => this;

    /// <inheritdoc/>
    public void Dispose()
    {
        SetSynchronizationContext(_outer);
        _arrived.Dispose();
    }

    private void Enqueue(Work work)
    {
        _queue.Enqueue(work);
        if (Environment.CurrentManagedThreadId != _thread)
        {
            Interlocked.Increment(ref _strays);
            _arrived.Release();
        }
    }

    private void Do(Work work)
    {
        SetSynchronizationContext(work.IsBare ? null : this);
        try
        {
            work.Action();
        }
        finally
        {
            SetSynchronizationContext(this);
        }
    }

    /// <param name="Action">What to do.</param>
    /// <param name="IsBare">
    /// Whether it is done without this context. Code that asks for no context (<c>ConfigureAwait(false)</c>) goes on at once where there is
    /// none, and by way of the thread pool where there is one.
    /// </param>
    private readonly record struct Work(Action Action, bool IsBare);

    private sealed class BarePipeScheduler(Pump pump) : System.IO.Pipelines.PipeScheduler
    {
        public override void Schedule(Action<object?> action, object? state) => pump.Enqueue(new Work(() => action(state), IsBare: true));
    }
}
