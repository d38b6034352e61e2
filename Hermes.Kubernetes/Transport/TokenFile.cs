using Hermes.Kubernetes.Configuration;
using Microsoft.Extensions.Logging;

namespace Hermes.Kubernetes.Transport;

/// <summary>A token that somebody rotates in a file, such as a pod's service account token.</summary>
internal sealed class TokenFile(string path, TimeProvider timeProvider, ILogger logger) : RenewedToken(timeProvider)
{
    // The kubelet replaces a token at 80 % of its life, so the old one is good for much longer than this.
    private static readonly TimeSpan Reread = TimeSpan.FromMinutes(1);

    protected override async Task<(string Token, TimeSpan GoodFor)> FetchAsync(string? former, CancellationToken cancellationToken)
    {
        try
        {
            var token = (await File.ReadAllTextAsync(path, cancellationToken)).Trim();
            return token.Length > 0 ? (token, Reread) : throw new IOException("The file is empty.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            if (former is null)
            {
                throw new ClusterConfigurationException($"tokenFile {path} cannot be read: {failure.Message}", failure);
            }

            // Whether the token held is still good is the server's to say.
            TransportLog.TokenFileUnreadable(logger, path, failure);
            return (former, Reread);
        }
    }
}
