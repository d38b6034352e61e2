using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;

namespace Hermes.Kubernetes.Tests.Transport;

/// <summary>An HTTPS server on loopback that answers every GET with a ConfigMap which tells the protocol and the client certificate.</summary>
public sealed class TlsServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TlsServer(X509Certificate2 certificate)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(https =>
        {
            https.ServerCertificate = certificate;
            https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
            https.AllowAnyClientCertificate();
        })));
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public Uri Address => new(_app.Urls.Single());

    public static async Task<TlsServer> StartAsync(X509Certificate2 certificate)
    {
        var server = new TlsServer(certificate);
        await server._app.StartAsync();
        return server;
    }

    /// <summary>The one client that is not answered with 401; null for all.</summary>
    public string? Admitted { get; set; }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        var client = context.Connection.ClientCertificate?.Subject;
        if (Admitted is not null && client != Admitted)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }

        return context.Response.WriteAsync(
            $$$"""{"metadata":{"name":"a"},"data":{"protocol":"{{{context.Request.Protocol}}}","client":"{{{client}}}"}}""");
    }
}
