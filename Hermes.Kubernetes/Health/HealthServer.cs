using System.Net;
using System.Text;
using Hermes.Kubernetes.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Hermes.Kubernetes.Health;

/// <summary>Serves <c>/livez</c> and <c>/readyz</c> on a port of their own, in a web application beside the host's.</summary>
internal sealed class HealthServer(
    IOptions<KubernetesOperatorOptions> options, IEnumerable<IHealthProbe> probes, ILoggerFactory loggerFactory)
    : IHealthEndpoint, IHostedService, IAsyncDisposable
{
    private WebApplication? _application;

    public int? Port { get; private set; }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.HealthPort is not { } port)
        {
            return;
        }

        _application = Build(port);
        await _application.StartAsync(cancellationToken);
        var addresses = _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
        Port = new Uri(addresses!.Addresses.First()).Port;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_application is not null)
        {
            await _application.StopAsync(cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_application is not null)
        {
            await _application.DisposeAsync();
        }
    }

    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        var text = new StringBuilder();
        foreach (var (name, entry) in report.Entries)
        {
            text.Append(entry.Status == HealthStatus.Healthy ? "[+] " : "[-] ").Append(name.AsSpan(name.IndexOf('/', StringComparison.Ordinal) + 1));
            if (entry.Description is { } description)
            {
                text.Append(": ").Append(description);
            }

            text.Append('\n');
        }

        text.Append(report.Status == HealthStatus.Healthy ? "ok" : "failed").Append('\n');
        context.Response.ContentType = "text/plain";
        return context.Response.WriteAsync(text.ToString(), context.RequestAborted);
    }

    private WebApplication Build(int port)
    {
        // Empty: neither ASPNETCORE_URLS, appsettings nor the command line of the host may move or change these endpoints.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Listen(kestrel, port));
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(loggerFactory);

        // Signals are the host's business.
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        var checks = builder.Services.AddHealthChecks();
        foreach (var probe in probes)
        {
            // Probes of both kinds may share a name, health checks may not.
            var tag = TagOf(probe.Kind);
            checks.Add(new HealthCheckRegistration($"{tag}/{probe.Name}", new ProbeHealthCheck(probe), HealthStatus.Unhealthy, [tag]));
        }

        var application = builder.Build();
        Map(application, "/livez", HealthProbeKind.Liveness);
        Map(application, "/readyz", HealthProbeKind.Readiness);
        return application;
    }

    private void Listen(KestrelServerOptions kestrel, int port)
    {
        kestrel.AddServerHeader = false;
        if (options.Value.HealthAddress is { } address)
        {
            kestrel.Listen(address, port);
        }
        else if (port == 0)
        {
            // A free port on every interface cannot be had for both address families at once.
            kestrel.Listen(IPAddress.Any, port);
        }
        else
        {
            kestrel.ListenAnyIP(port);
        }
    }

    private static void Map(WebApplication application, string path, HealthProbeKind kind) =>
        application.MapHealthChecks(path, new HealthCheckOptions
        {
            Predicate = check => check.Tags.Contains(TagOf(kind)),
            ResponseWriter = WriteAsync,
        });

    private static string TagOf(HealthProbeKind kind) => kind == HealthProbeKind.Liveness ? "livez" : "readyz";
}
