using Hermes.Kubernetes.Configuration;
using Microsoft.Extensions.Logging;

namespace Hermes.Kubernetes.Transport;

/// <summary>A connection to one API server; made once and shared.</summary>
public sealed class ApiConnection : IDisposable
{
    private readonly HttpMessageHandler? _primary;

    /// <summary>Makes a connection; nothing is sent yet.</summary>
    /// <param name="configuration">The cluster.</param>
    /// <param name="options">How calls are made; null for the defaults.</param>
    /// <param name="timeProvider">The clock of deadlines and waits; null for the system's.</param>
    /// <param name="loggerFactory">Where it logs; null for nowhere.</param>
    /// <param name="primaryHandler">What sends, in place of sockets; disposed with the connection. Null (default) for sockets.</param>
    public ApiConnection(
        ClusterConfiguration configuration,
        TransportOptions? options = null,
        TimeProvider? timeProvider = null,
        ILoggerFactory? loggerFactory = null,
        HttpMessageHandler? primaryHandler = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        _primary = primaryHandler;
        _ = (options, timeProvider, loggerFactory);
    }

    /// <inheritdoc/>
    public void Dispose() => _primary?.Dispose();
}
