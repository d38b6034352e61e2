using Hermes.Service.Health;
using Hermes.Service.Settings;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Hermes.Service.Telemetry;

internal static class TelemetryExtensions
{
    /// <summary>Traces, metrics and logs over OTLP, set by the <c>OTEL_*</c> variables of the specification; nothing without an endpoint.</summary>
    public static void AddTelemetry(this IHostApplicationBuilder builder, ServiceSettings settings, Resource of)
    {
        if (settings.OtlpProtocol is not { } protocol)
        {
            return;
        }

        // The SDK reads its variables from here, and its own default is another protocol.
        builder.Configuration.AddInMemoryCollection([new(ServiceSettings.OtlpProtocolName, protocol)]);
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.Clear().AddAttributes(of.Attributes))
            .WithTracing(tracing => tracing.AddAspNetCoreInstrumentation(server => server.Filter = IsNoProbe))
            .WithMetrics(metrics => metrics.AddAspNetCoreInstrumentation().AddRuntimeInstrumentation())
            // A body that people can read, instead of the template of the message.
            .WithLogging(null, logging => logging.IncludeFormattedMessage = true)
            .UseOtlpExporter();
    }

    // A probe each few seconds would bury the requests that somebody made.
    private static bool IsNoProbe(HttpContext context) =>
        context.Request.Path != HealthEndpoints.LivePath && context.Request.Path != HealthEndpoints.ReadyPath;
}
