namespace Hermes.Kubernetes.Client;

/// <summary>Cancels once nothing has restarted it for a while.</summary>
internal sealed class IdleTimer : IDisposable
{
    private readonly TimeSpan? _limit;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource? _idle;
    private readonly CancellationTokenSource _either;

    public IdleTimer(TimeSpan? limit, TimeProvider timeProvider, CancellationToken caller)
    {
        (_limit, _caller) = (limit, caller);
        _idle = limit is null ? null : new CancellationTokenSource(limit.Value, timeProvider);
        _either = CancellationTokenSource.CreateLinkedTokenSource(caller, _idle?.Token ?? CancellationToken.None);
    }

    public CancellationToken Token => _either.Token;

    public bool HasPassed => _idle is { IsCancellationRequested: true } && !_caller.IsCancellationRequested;

    public void Restart()
    {
        if (_limit is { } limit)
        {
            _idle!.CancelAfter(limit);
        }
    }

    public void Dispose()
    {
        _either.Dispose();
        _idle?.Dispose();
    }
}
