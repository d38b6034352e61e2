using Hermes.Kubernetes.LeaderElection;

namespace Hermes.Kubernetes.Transport;

/// <summary>By when a call has to be over, and how one tells that from the caller's own cancellation.</summary>
internal sealed class CallDeadline : IDisposable
{
    private readonly ApiRequest _request;
    private readonly TimeSpan _limit;
    private readonly TimeProvider _timeProvider;
    private readonly long _start;
    private readonly WriteFence? _fence;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _deadline;
    private readonly CancellationTokenSource _either;

    /// <param name="request">The call.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="fence">What it must be over before, too; null for nothing.</param>
    /// <param name="caller">The caller's own cancellation.</param>
    public CallDeadline(ApiRequest request, TimeSpan limit, TimeProvider timeProvider, WriteFence? fence, CancellationToken caller)
    {
        (_request, _limit, _timeProvider, _fence, _caller) = (request, limit, timeProvider, fence, caller);
        _start = timeProvider.GetTimestamp();
        _deadline = new CancellationTokenSource(limit, timeProvider);
        _either = CancellationTokenSource.CreateLinkedTokenSource(caller, _deadline.Token, fence?.Closed ?? CancellationToken.None);
    }

    public CancellationToken Token => _either.Token;

    public TimeSpan Remaining =>
        _limit - _timeProvider.GetElapsedTime(_start) is var own && _fence?.Remaining is { } lease && lease < own ? lease : own;

    /// <summary>
    /// Whether a cancellation is a timeout: this deadline's, or the one for connecting, which the socket handler reports as a cancellation.
    /// </summary>
    public bool IsNotTheCallers => !_caller.IsCancellationRequested;

    private bool IsOfTheLease => _fence?.Closed.IsCancellationRequested is true && !_deadline.IsCancellationRequested;

    public Exception Exception(OperationCanceledException canceled)
    {
        if (IsOfTheLease)
        {
            return new LeadershipException($"{_request.Verb} {_request.Kind}: the lease was lost before an answer came", canceled);
        }

        var what = _deadline.IsCancellationRequested ? $"no answer within {_limit.TotalSeconds} seconds" : "no connection in time";
        return new TimeoutException($"{_request.Verb} {_request.Kind}: {what}", canceled);
    }

    public TimeoutException NotSent() =>
        new($"{_request.Verb} {_request.Kind}: not sent, since too little of its {_limit.TotalSeconds} seconds, or of the lease, was left");

    public void Dispose()
    {
        _either.Dispose();
        _deadline.Dispose();
    }
}
