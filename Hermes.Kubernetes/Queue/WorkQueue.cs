using System.Threading.Channels;
using Hermes.Kubernetes.Entities;
using Hermes.Kubernetes.Telemetry;

namespace Hermes.Kubernetes.Queue;

/// <summary>Keys waiting to be reconciled, in the order in which they became ready.</summary>
/// <remarks>
/// Guarantees: a key is held by one worker at a time; a key added while it is held is handed out again once it is done, so no update is
/// lost; a key waiting for its delay takes nobody's place; no key is handed out more often than its rate allows. Delays are measured by
/// the monotonic clock.
/// </remarks>
internal sealed class WorkQueue : IDisposable
{
    // A timer cannot be set beyond 49 days; a longer wait is armed in steps.
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(1);

    // Beyond it a timestamp could overflow, and nothing is worth waiting for.
    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(365);

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly Backoff _backoff;
    private readonly Random _random;
    private readonly KeyRateLimiter? _limiter;
    private readonly QueueInstruments _instruments;
    private readonly ITimer _timer;

    // Bounded by the number of objects: a key is in it once at most.
    private readonly Channel<NamespacedName> _ready = Channel.CreateUnbounded<NamespacedName>();
    private readonly Dictionary<NamespacedName, long> _dirty = [];
    private readonly Dictionary<NamespacedName, long> _processing = [];
    private readonly Dictionary<NamespacedName, int> _failures = [];
    private readonly DelayedKeys _delayed = new();
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long? _armedFor;
    private bool _isShutDown;

    /// <summary>An empty queue.</summary>
    /// <param name="name">Its name in metrics.</param>
    /// <param name="backoff">The delays of failing keys.</param>
    /// <param name="time">The clock.</param>
    /// <param name="random">Spreads delays.</param>
    /// <param name="limiter">How often a key is handed out, whatever the reason; null for as often as it is added.</param>
    public WorkQueue(string name, Backoff backoff, TimeProvider time, Random? random = null, KeyRateLimiter? limiter = null)
    {
        (_backoff, _time, _random, _limiter) = (backoff, time, random ?? Random.Shared, limiter);
        _instruments = new QueueInstruments(name);
        _timer = time.CreateTimer(_ => AddDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Done once the queue is shut down and no worker holds a key.</summary>
    public Task Drained => _drained.Task;

    /// <summary>Keys ready to be taken; one that is held and was added again counts once it is done.</summary>
    public int Depth => _ready.Reader.Count;

    /// <summary>The key that has been held longest, and the timestamp at which it was taken; null when none is held.</summary>
    public (NamespacedName Key, long Since)? Oldest
    {
        get
        {
            lock (_lock)
            {
                return _processing.Count == 0 ? null : _processing.Select(held => (held.Key, held.Value)).MinBy(held => held.Value);
            }
        }
    }

    /// <summary>Whether no key is ready and none is held; some may wait for their delay.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_lock)
            {
                return _dirty.Count == 0 && _processing.Count == 0;
            }
        }
    }

    /// <summary>Makes a key ready now, whatever delay it was waiting for, or as soon as its rate allows.</summary>
    public void Add(NamespacedName key)
    {
        lock (_lock)
        {
            AddLocked(key);
        }
    }

    /// <summary>Makes a key ready later, a year at most, unless it is due earlier already.</summary>
    public void AddAfter(NamespacedName key, TimeSpan delay)
    {
        lock (_lock)
        {
            if (delay <= TimeSpan.Zero)
            {
                AddLocked(key);
            }
            else if (!_isShutDown)
            {
                DelayLocked(key, delay < LongestDelay ? delay : LongestDelay);
            }
        }
    }

    /// <summary>Counts a failure of a key and makes it ready after the backoff.</summary>
    /// <param name="key">The key.</param>
    /// <param name="delay">The delay to take instead of the backoff's, or null.</param>
    /// <param name="atLeast">The least delay, such as the server asked for; spread by a quarter, since it asks many at once.</param>
    /// <returns>The delay.</returns>
    public TimeSpan Retry(NamespacedName key, TimeSpan? delay = null, TimeSpan atLeast = default)
    {
        lock (_lock)
        {
            var failures = _failures[key] = _failures.GetValueOrDefault(key) + 1;
            var wait = delay ?? _backoff.Delay(failures, _random);
            wait = wait < atLeast ? atLeast * (1 + (_random.NextDouble() / 4)) : wait;
            _instruments.Retried();
            AddAfter(key, wait);
            return wait;
        }
    }

    /// <summary>Forgets the failures of a key.</summary>
    public void Forget(NamespacedName key)
    {
        lock (_lock)
        {
            _failures.Remove(key);
        }
    }

    /// <summary>Takes the next key, waiting for one. The taker gives it back by <see cref="Done"/>.</summary>
    /// <returns>Null once the queue is shut down.</returns>
    public async ValueTask<NamespacedName?> TakeAsync(CancellationToken cancellationToken)
    {
        NamespacedName key;
        try
        {
            key = await _ready.Reader.ReadAsync(cancellationToken);
        }
        catch (ChannelClosedException)
        {
            return null;
        }

        lock (_lock)
        {
            if (!_dirty.Remove(key, out var since))
            {
                return null;
            }

            // The reconcile that now begins sees everything up to here and decides anew when to look again.
            _delayed.Remove(key);
            _limiter?.Take(key);
            var now = _time.GetTimestamp();
            _processing.Add(key, now);
            _instruments.Taken(_time.GetElapsedTime(since, now));
            return key;
        }
    }

    /// <summary>Gives a key back.</summary>
    public void Done(NamespacedName key)
    {
        lock (_lock)
        {
            if (!_processing.Remove(key, out var since))
            {
                throw new InvalidOperationException($"{key} is not being processed.");
            }

            _instruments.Worked(_time.GetElapsedTime(since));
            if (_dirty.ContainsKey(key))
            {
                MakeReady(key);
            }

            CompleteIfDrained();
        }
    }

    /// <summary>Hands out nothing more and takes nothing more; keys that are held stay so until they are done.</summary>
    public void ShutDown()
    {
        lock (_lock)
        {
            if (_isShutDown)
            {
                return;
            }

            _isShutDown = true;
            _ready.Writer.Complete();
            _instruments.Dropped(_dirty.Keys.Count(key => !_processing.ContainsKey(key)));
            while (_ready.Reader.TryRead(out _))
            {
            }

            _dirty.Clear();
            _delayed.Clear();
            _failures.Clear();
            CompleteIfDrained();
        }
    }

    public void Dispose()
    {
        ShutDown();
        _timer.Dispose();
    }

    private void AddLocked(NamespacedName key)
    {
        if (_isShutDown || !_dirty.TryAdd(key, _time.GetTimestamp()))
        {
            return;
        }

        if (!_processing.ContainsKey(key))
        {
            MakeReady(key);
        }
    }

    private void MakeReady(NamespacedName key)
    {
        if (_limiter?.WaitOf(key) is { Ticks: > 0 } wait)
        {
            _dirty.Remove(key);
            DelayLocked(key, wait);
            return;
        }

        _instruments.Added();
        _ready.Writer.TryWrite(key);
    }

    private void DelayLocked(NamespacedName key, TimeSpan delay)
    {
        _delayed.Set(key, _time.GetTimestamp() + (long)(delay.TotalSeconds * _time.TimestampFrequency));
        ArmTimer();
    }

    private void AddDue()
    {
        lock (_lock)
        {
            _armedFor = null;
            var now = _time.GetTimestamp();
            while (_delayed.TryTake(now, out var key))
            {
                AddLocked(key);
            }

            ArmTimer();
        }
    }

    private void ArmTimer()
    {
        if (_delayed.Next is not { } due || due == _armedFor)
        {
            return;
        }

        _armedFor = due;
        // Rounded up, or the timer would fire just before its key is due and spin.
        var wait = _time.GetElapsedTime(_time.GetTimestamp(), due);
        var milliseconds = Math.Clamp(Math.Ceiling(wait.TotalMilliseconds), 0, LongestTimer.TotalMilliseconds);
        _timer.Change(TimeSpan.FromMilliseconds(milliseconds), Timeout.InfiniteTimeSpan);
    }

    private void CompleteIfDrained()
    {
        if (_isShutDown && _processing.Count == 0)
        {
            _drained.TrySetResult();
        }
    }
}
