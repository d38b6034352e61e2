using System.Collections.Immutable;
using Microsoft.Extensions.Logging;

namespace Hermes.DevCluster.Storage;

/// <summary>
/// Tells those inside the process of every change, one at a time and in order, on a scheduler of the caller's, never on the thread
/// that writes.
/// </summary>
internal sealed partial class ChangeFeed(TaskScheduler scheduler, ILogger logger)
{
    private readonly Lock _lock = new();
    private readonly Queue<ObjectChange> _pending = new();
    private ImmutableArray<Action<ObjectChange>> _subscribers = [];
    private TaskCompletionSource? _idle;
    private bool _running;
    private bool _stopped;

    /// <summary>Calls back for every change from now on.</summary>
    public IDisposable Subscribe(Action<ObjectChange> onChange)
    {
        lock (_lock)
        {
            _subscribers = _subscribers.Add(onChange);
        }

        return new Subscription(() =>
        {
            lock (_lock)
            {
                _subscribers = _subscribers.Remove(onChange);
            }
        });
    }

    /// <summary>Queues a change.</summary>
    public void Post(ObjectChange change)
    {
        lock (_lock)
        {
            if (_stopped || _subscribers.IsEmpty)
            {
                return;
            }

            _pending.Enqueue(change);
            if (_running)
            {
                return;
            }

            _running = true;
        }

        _ = Task.Factory.StartNew(Pump, CancellationToken.None, TaskCreationOptions.DenyChildAttach, scheduler);
    }

    /// <summary>Completes once every change so far, and every change made in answer to them, has been told.</summary>
    public Task WhenIdle()
    {
        lock (_lock)
        {
            if (!_running)
            {
                return Task.CompletedTask;
            }

            _idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _idle.Task;
        }
    }

    /// <summary>Tells nothing more.</summary>
    public void Stop()
    {
        lock (_lock)
        {
            _stopped = true;
            _pending.Clear();
        }
    }

    private void Pump()
    {
        while (true)
        {
            ObjectChange change;
            ImmutableArray<Action<ObjectChange>> subscribers;
            lock (_lock)
            {
                if (!_pending.TryDequeue(out change!))
                {
                    _running = false;
                    _idle?.TrySetResult();
                    _idle = null;
                    return;
                }

                subscribers = _subscribers;
            }

            foreach (var subscriber in subscribers)
            {
                Tell(subscriber, change);
            }
        }
    }

    private void Tell(Action<ObjectChange> subscriber, ObjectChange change)
    {
#pragma warning disable CA1031 // One subscriber's fault must not keep the others, or the next changes, from being told.
        try
        {
            subscriber(change);
        }
        catch (Exception exception)
        {
            LogFault(logger, change.Type, change.Row.ToString(), exception);
        }
#pragma warning restore CA1031
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A subscriber failed on {Type} of {Kind}")]
    private static partial void LogFault(ILogger logger, ChangeType type, string kind, Exception exception);

    private sealed class Subscription(Action end) : IDisposable
    {
        private Action? _end = end;

        public void Dispose() => Interlocked.Exchange(ref _end, null)?.Invoke();
    }
}
