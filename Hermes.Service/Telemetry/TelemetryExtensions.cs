using Hermes.Service.Health;
using Hermes.Service.Identity;
using Hermes.Service.Settings;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Hermes.Service.Telemetry;

internal static class TelemetryExtensions
{
    /// <summary>Traces, metrics and logs over OTLP, set by the <c>OTEL_*</c> variables of the specification; nothing without an endpoint.</summary>
    public static void AddTelemetry(this IServiceCollection services, ServiceSettings settings, ServiceIdentity identity)
    {
        if (!settings.ExportsTelemetry)
        {
            return;
        }

        services.AddOpenTelemetry()
            // The environment comes last, so that OTEL_RESOURCE_ATTRIBUTES and OTEL_SERVICE_NAME have the last word.
            .ConfigureResource(resource => resource
                .Clear()
                .AddService(identity.Name, serviceVersion: identity.Version, serviceInstanceId: identity.Host)
                .AddTelemetrySdk()
                .AddEnvironmentVariableDetector())
            .WithTracing(tracing => tracing.AddAspNetCoreInstrumentation(server => server.Filter = IsNoProbe))
            .WithMetrics(metrics => metrics.AddAspNetCoreInstrumentation().AddRuntimeInstrumentation())
            .WithLogging()
            .UseOtlpExporter();
    }

    // A probe each few seconds would bury the requests that somebody made.
    private static bool IsNoProbe(HttpContext context) =>
        context.Request.Path != HealthEndpoints.LivePath && context.Request.Path != HealthEndpoints.ReadyPath;
}
