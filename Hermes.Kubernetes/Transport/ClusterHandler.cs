using System.Net;
using Hermes.Kubernetes.Configuration;
using Microsoft.Extensions.Logging;

namespace Hermes.Kubernetes.Transport;

/// <summary>
/// Sends over sockets as the cluster's configuration says. Certificates that are files may be rotated: they are read again once a minute,
/// so that trust in a removed authority ends, and when TLS fails or the server does not know us any more. A change means new connections
/// and, after such a failure, one more try: nothing was executed then.
/// </summary>
internal sealed class ClusterHandler : HttpMessageHandler
{
    private static readonly TimeSpan Reread = TimeSpan.FromMinutes(1);

    // Names are resolved and certificates checked anew from time to time; no watch lasts longer.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(15);

    private readonly ClusterConfiguration _configuration;
    private readonly TransportOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly Lock _reloading = new();
    private volatile ConnectionGeneration _current;
    private long _read;

    public ClusterHandler(ClusterConfiguration configuration, TransportOptions options, TimeProvider timeProvider, ILogger logger)
    {
        (_configuration, _options, _timeProvider, _logger) = (configuration, options, timeProvider, logger);
        _read = timeProvider.GetTimestamp();
        _current = Open(ClusterCertificates.Read(configuration));
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // The handler takes the name for SNI and for the certificate's check from here. Unlike client-go's, the Host header changes with it.
        request.Headers.Host = _configuration.TlsServerName;
        var used = Enter();
        try
        {
            var response = await used.SendAsync(request, cancellationToken);
            if (response.StatusCode != HttpStatusCode.Unauthorized || !Reload(used))
            {
                return response;
            }

            response.Dispose();
        }
        catch (HttpRequestException failure) when (failure.HttpRequestError == HttpRequestError.SecureConnectionError && Reload(used))
        {
            // The certificates were out of date; the new ones are tried below.
        }

        return await Enter().SendAsync(request, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _current.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Enters the connections to use now.</summary>
    private ConnectionGeneration Enter()
    {
        var read = Volatile.Read(ref _read);
        if (_timeProvider.GetElapsedTime(read) >= Reread
            && Interlocked.CompareExchange(ref _read, _timeProvider.GetTimestamp(), read) == read)
        {
            Reload(_current);
        }

        while (true)
        {
            var current = _current;
            if (current.TryEnter())
            {
                return current;
            }
        }
    }

    /// <returns>Whether there are other certificates now than those used.</returns>
    private bool Reload(ConnectionGeneration used)
    {
        lock (_reloading)
        {
            if (_current != used)
            {
                return true;
            }

            try
            {
                var certificates = ClusterCertificates.Read(_configuration);
                if (certificates == used.Certificates)
                {
                    return false;
                }

                _current = Open(certificates);
                used.Retire();
                TransportLog.CertificatesReloaded(_logger);
                return true;
            }
            catch (ClusterConfigurationException failure)
            {
                TransportLog.CertificatesUnreadable(_logger, failure);
                return false;
            }
        }
    }

    private ConnectionGeneration Open(ClusterCertificates certificates)
    {
#pragma warning disable CA2000 // The generation closes it.
        var handler = new SocketsHttpHandler
        {
            SslOptions = certificates.CreateTlsOptions(_configuration.InsecureSkipTlsVerify),
            ConnectTimeout = _options.ConnectTimeout,
            PooledConnectionLifetime = ConnectionLifetime,
            KeepAlivePingDelay = _options.PingInterval,
            KeepAlivePingTimeout = _options.PingInterval,
            KeepAlivePingPolicy = HttpKeepAlivePingPolicy.Always,
            EnableMultipleHttp2Connections = true,
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = _configuration.Proxy is not null || _configuration.UseEnvironmentProxy,
        };
        if (_configuration.Proxy is { } proxy)
        {
            handler.Proxy = new WebProxy(proxy) { Credentials = CredentialsIn(proxy) };
        }

        return new ConnectionGeneration(certificates, new DeadlineHandler(handler));
#pragma warning restore CA2000
    }

    private static NetworkCredential? CredentialsIn(Uri proxy) =>
        proxy.UserInfo.Split(':', 2) is [var user, var password]
            ? new NetworkCredential(Uri.UnescapeDataString(user), Uri.UnescapeDataString(password))
            : null;
}
