namespace Hermes.Kubernetes.Transport;

/// <summary>A token that is fetched again when it has aged or was refused; one fetch at a time, whoever asks.</summary>
internal abstract class RenewedToken(TimeProvider timeProvider) : ITokenSource, IDisposable
{
    private readonly SemaphoreSlim _fetching = new(1, 1);
    private volatile Lease? _held;

    public async ValueTask<string> GetAsync(string? refused, CancellationToken cancellationToken)
    {
        if (Usable(refused) is { } held)
        {
            return held;
        }

        await _fetching.WaitAsync(cancellationToken);
        try
        {
            if (Usable(refused) is { } fetchedMeanwhile)
            {
                return fetchedMeanwhile;
            }

            var (token, goodFor) = await FetchAsync(_held?.Token, cancellationToken);
            _held = new Lease(token, timeProvider.GetTimestamp(), goodFor);
            return token;
        }
        finally
        {
            _fetching.Release();
        }
    }

    public void Dispose() => _fetching.Dispose();

    /// <param name="former">The token held so far, for a source that can do no better now; null for none.</param>
    /// <param name="cancellationToken">Ends the fetch.</param>
    /// <returns>The token, and how long to use it.</returns>
    protected abstract Task<(string Token, TimeSpan GoodFor)> FetchAsync(string? former, CancellationToken cancellationToken);

    private string? Usable(string? refused) =>
        _held is { } held && held.Token != refused && timeProvider.GetElapsedTime(held.Since) < held.GoodFor ? held.Token : null;

    private sealed record Lease(string Token, long Since, TimeSpan GoodFor);
}
