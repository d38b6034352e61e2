using System.Collections.Immutable;

namespace Hermes.DevCluster.Storage;

/// <summary>Wakes everybody who waits for the next raise. Costs nothing while nobody waits.</summary>
internal sealed class Signal
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _next;
    private ImmutableArray<Action> _listeners = [];

    /// <summary>Calls back at every raise from now on, on the thread that raises.</summary>
    /// <param name="onRaise">Must be quick and must not throw.</param>
    /// <returns>Ends that when disposed.</returns>
    public IDisposable Listen(Action onRaise)
    {
        lock (_lock)
        {
            _listeners = _listeners.Add(onRaise);
        }

        return new Listening(this, onRaise);
    }

    /// <summary>Completes at the next <see cref="Raise"/>. Take it before looking at what it tells of, or a raise is missed.</summary>
    public Task Next()
    {
        while (true)
        {
            var current = Volatile.Read(ref _next);
            if (current is not null)
            {
                return current.Task;
            }

            var fresh = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            if (Interlocked.CompareExchange(ref _next, fresh, null) is null)
            {
                return fresh.Task;
            }
        }
    }

    /// <summary>Wakes who waits.</summary>
    public void Raise()
    {
        Interlocked.Exchange(ref _next, null)?.TrySetResult();
        ImmutableArray<Action> listeners;
        lock (_lock)
        {
            listeners = _listeners;
        }

        foreach (var listener in listeners)
        {
            listener();
        }
    }

    private sealed class Listening(Signal signal, Action onRaise) : IDisposable
    {
        public void Dispose()
        {
            lock (signal._lock)
            {
                signal._listeners = signal._listeners.Remove(onRaise);
            }
        }
    }
}
