namespace Hermes.Kubernetes.Transport;

/// <summary>
/// A token that is fetched again when it has aged or was refused; one fetch at a time, whoever asks. A fetch is nobody's own: whoever
/// gives up waiting leaves it to the others.
/// </summary>
internal abstract class RenewedToken(TimeProvider timeProvider) : ITokenSource, IDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _disposing = new();
    private volatile Lease? _held;
    private Task<string>? _fetch;

    public async ValueTask<string> GetAsync(string? refused, CancellationToken cancellationToken)
    {
        if (Usable(refused) is { } held)
        {
            return held;
        }

        Task<string> fetch;
        lock (_lock)
        {
            if (Usable(refused) is { } fetchedMeanwhile)
            {
                return fetchedMeanwhile;
            }

            fetch = _fetch ??= Start();
        }

        return await fetch.WaitAsync(cancellationToken);
    }

    public void Dispose()
    {
        _disposing.Cancel();
        _disposing.Dispose();
    }

    /// <param name="former">The token held so far, for a source that can do no better now; null for none.</param>
    /// <param name="cancellationToken">Ends the fetch.</param>
    /// <returns>The token, and how long to use it.</returns>
    protected abstract Task<(string Token, TimeSpan GoodFor)> FetchAsync(string? former, CancellationToken cancellationToken);

    private Task<string> Start()
    {
        var disposing = _disposing.Token;
        var fetch = Task.Run(() => HoldAsync(disposing), CancellationToken.None);

        // Seen to, should all who wait for it have given up by then.
        _ = fetch.ContinueWith(
            static failed => _ = failed.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return fetch;
    }

    private async Task<string> HoldAsync(CancellationToken disposing)
    {
        try
        {
            var (token, goodFor) = await FetchAsync(_held?.Token, disposing);
            _held = new Lease(token, timeProvider.GetTimestamp(), goodFor);
            return token;
        }
        finally
        {
            lock (_lock)
            {
                _fetch = null;
            }
        }
    }

    private string? Usable(string? refused) =>
        _held is { } held && held.Token != refused && timeProvider.GetElapsedTime(held.Since) < held.GoodFor ? held.Token : null;

    private sealed record Lease(string Token, long Since, TimeSpan GoodFor);
}
