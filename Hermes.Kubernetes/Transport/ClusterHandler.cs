using System.Net;
using Hermes.Kubernetes.Configuration;
using Microsoft.Extensions.Logging;

namespace Hermes.Kubernetes.Transport;

/// <summary>
/// Sends over sockets as the cluster's configuration says. Certificates that are files may be rotated: when TLS fails, or the server does
/// not know us any more, they are read again, and a change means new connections and one more try. Nothing was executed in either case.
/// </summary>
internal sealed class ClusterHandler : HttpMessageHandler
{
    private readonly ClusterConfiguration _configuration;
    private readonly TransportOptions _options;
    private readonly ILogger _logger;
    private readonly Lock _reloading = new();
    private readonly List<Generation> _retired = [];
    private volatile Generation _current;

    public ClusterHandler(ClusterConfiguration configuration, TransportOptions options, ILogger logger)
    {
        (_configuration, _options, _logger) = (configuration, options, logger);
        _current = Open(ClusterCertificates.Read(configuration));
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // The handler takes the name for SNI and for the certificate's check from here.
        request.Headers.Host = _configuration.TlsServerName;
        var used = _current;
        try
        {
            var response = await used.Invoker.SendAsync(request, cancellationToken);
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

        return await _current.Invoker.SendAsync(request, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            lock (_reloading)
            {
                _current.Invoker.Dispose();
                _retired.ForEach(static generation => generation.Invoker.Dispose());
            }
        }

        base.Dispose(disposing);
    }

    /// <returns>Whether there are other certificates now than those used.</returns>
    private bool Reload(Generation used)
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

                // Calls in flight end on the old connections, which close once idle.
                _current = Open(certificates);
                _retired.Add(used);
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

    private Generation Open(ClusterCertificates certificates)
    {
#pragma warning disable CA2000 // A generation lives until this handler is disposed of, and is then too.
        var handler = new SocketsHttpHandler
        {
            SslOptions = certificates.CreateTlsOptions(_configuration.InsecureSkipTlsVerify),
            ConnectTimeout = _options.ConnectTimeout,
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

        return new Generation(certificates, new HttpMessageInvoker(new DeadlineHandler(handler)));
#pragma warning restore CA2000
    }

    private static NetworkCredential? CredentialsIn(Uri proxy) =>
        proxy.UserInfo.Split(':', 2) is [var user, var password]
            ? new NetworkCredential(Uri.UnescapeDataString(user), Uri.UnescapeDataString(password))
            : null;

    private sealed record Generation(ClusterCertificates Certificates, HttpMessageInvoker Invoker);
}
