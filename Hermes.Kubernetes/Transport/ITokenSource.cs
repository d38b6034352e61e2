namespace Hermes.Kubernetes.Transport;

/// <summary>Where the bearer token comes from.</summary>
internal interface ITokenSource
{
    /// <summary>The token to send.</summary>
    /// <param name="refused">A token that the server has just refused: a source that can, gets another one. Null for none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<string> GetAsync(string? refused, CancellationToken cancellationToken);
}
