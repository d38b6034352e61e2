using Hermes.Kubernetes.LeaderElection;

namespace Hermes.Kubernetes.Transport;

/// <summary>
/// Lets writes pass as long as a lease is held, by this process's monotonic clock alone. Closed at first; opened and kept open by renewals;
/// once it has closed again it stays so. Thread-safe.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="grace">
/// How much longer than it is open others wait for the lease to run out: as much later a write that was never answered may still be executed,
/// by a server whose clock goes slower than this one or that the write reached late.
/// </param>
internal sealed class WriteFence(TimeProvider time, TimeSpan grace) : IDisposable
{
    private readonly TimeSpan _grace = grace;
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _closed = new(Timeout.InfiniteTimeSpan, time);
    private bool _wasOpened;
    private bool _isClosed;
    private long _until;
    private int _underWay;
    private long? _unansweredUntil;

    /// <summary>Cancelled once it has closed for good.</summary>
    public CancellationToken Closed => _closed.Token;

    /// <summary>How long it is open without another renewal; zero when it is closed. Right even where a timer is late.</summary>
    public TimeSpan Remaining
    {
        get
        {
            lock (_lock)
            {
                return RemainingLocked;
            }
        }
    }

    private TimeSpan RemainingLocked =>
        _wasOpened && !_isClosed && !_closed.IsCancellationRequested
        && time.GetElapsedTime(time.GetTimestamp(), _until) is var remaining && remaining > TimeSpan.Zero
            ? remaining
            : TimeSpan.Zero;

    /// <summary>Opens it, or keeps it open, from a moment on.</summary>
    /// <param name="from">The timestamp at which the renewal began.</param>
    /// <param name="span">How long it stays open from then.</param>
    /// <returns>False where it is too late: that time has passed, or it has closed.</returns>
    public bool TryExtend(long from, TimeSpan span)
    {
        lock (_lock)
        {
            var until = from + Ticks(span);
            var remaining = time.GetElapsedTime(time.GetTimestamp(), until);
            if (remaining <= TimeSpan.Zero || _isClosed || (_wasOpened && RemainingLocked == TimeSpan.Zero))
            {
                return false;
            }

            (_until, _wasOpened) = (until, true);
            _closed.CancelAfter(TimeSpan.FromMilliseconds(Math.Ceiling(remaining.TotalMilliseconds)));
            return !_closed.IsCancellationRequested;
        }
    }

    /// <summary>Lets a write pass, and counts it until it is answered.</summary>
    /// <exception cref="LeadershipException">It is closed: nothing is to be sent.</exception>
    public Pass Enter(ApiRequest request)
    {
        lock (_lock)
        {
            if (RemainingLocked == TimeSpan.Zero)
            {
                throw new LeadershipException($"{request.Verb} {request.Kind}: not sent, since this process does not hold the lease");
            }

            _underWay++;
            return new Pass(this);
        }
    }

    /// <summary>Closes it for good; writes under way are cancelled.</summary>
    /// <returns>Whether no write that has passed can still be executed by the server.</returns>
    public bool Close()
    {
        bool isQuiet;
        lock (_lock)
        {
            _isClosed = true;
            isQuiet = _underWay == 0 && (_unansweredUntil is not { } until || time.GetTimestamp() >= until);
        }

        _closed.Cancel();
        return isQuiet;
    }

    public void Dispose() => _closed.Dispose();

    private long Ticks(TimeSpan span) => (long)(span.TotalSeconds * time.TimestampFrequency);

    /// <summary>A write that has passed.</summary>
    public sealed class Pass(WriteFence fence) : IDisposable
    {
        private bool _isAnswered;

        /// <summary>Tells that the server is done with it.</summary>
        public void Answered() => _isAnswered = true;

        public void Dispose()
        {
            lock (fence._lock)
            {
                fence._underWay--;
                if (!_isAnswered)
                {
                    // The server was told to give it up before the fence closes, but by a clock of its own.
                    fence._unansweredUntil = fence._until + fence.Ticks(fence._grace);
                }
            }
        }
    }
}
