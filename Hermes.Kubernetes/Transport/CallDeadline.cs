namespace Hermes.Kubernetes.Transport;

/// <summary>By when a call has to be over, and how one tells that from the caller's own cancellation.</summary>
internal sealed class CallDeadline : IDisposable
{
    private readonly ApiRequest _request;
    private readonly TimeSpan _limit;
    private readonly TimeProvider _timeProvider;
    private readonly long _start;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _deadline;
    private readonly CancellationTokenSource _either;

    public CallDeadline(ApiRequest request, TimeSpan limit, TimeProvider timeProvider, CancellationToken caller)
    {
        (_request, _limit, _timeProvider, _caller) = (request, limit, timeProvider, caller);
        _start = timeProvider.GetTimestamp();
        _deadline = new CancellationTokenSource(limit, timeProvider);
        _either = CancellationTokenSource.CreateLinkedTokenSource(caller, _deadline.Token);
    }

    public CancellationToken Token => _either.Token;

    public TimeSpan Remaining => _limit - _timeProvider.GetElapsedTime(_start);

    /// <summary>
    /// Whether a cancellation is a timeout: this deadline's, or the one for connecting, which the socket handler reports as a cancellation.
    /// </summary>
    public bool IsNotTheCallers => !_caller.IsCancellationRequested;

    public TimeoutException Exception(OperationCanceledException canceled)
    {
        var what = _deadline.IsCancellationRequested ? $"no answer within {_limit.TotalSeconds} seconds" : "no connection in time";
        return new TimeoutException($"{_request.Verb} {_request.Kind}: {what}", canceled);
    }

    public TimeoutException NotSent() =>
        new($"{_request.Verb} {_request.Kind}: not sent, since too little of its {_limit.TotalSeconds} seconds was left");

    public void Dispose()
    {
        _either.Dispose();
        _deadline.Dispose();
    }
}
