namespace Hermes.Kubernetes.Transport;

/// <summary>The one token that was configured.</summary>
internal sealed class FixedToken(string token) : ITokenSource
{
    public ValueTask<string> GetAsync(string? refused, CancellationToken cancellationToken) => ValueTask.FromResult(token);
}
