using Hermes.Kubernetes.Telemetry;
using Hermes.Operator.Instruments;
using OpenTelemetry;
using OpenTelemetry.Resources;

namespace Hermes.Operator.Exporting;

/// <summary>Sends the operator's traces, metrics and logs to an OTLP collector.</summary>
internal static class OtlpExport
{
    private const string ServiceName = "hermes-operator";

    // .NET's own: collections, heap, thread pool, exceptions.
    private const string RuntimeMeter = "System.Runtime";

    private static readonly string? Version = typeof(OtlpExport).Assembly.GetName().Version?.ToString(3);

    /// <summary>Adds the export; without variables nothing, and so no cost.</summary>
    public static void AddOtlpExport(this HostApplicationBuilder builder, OtlpVariables? variables)
    {
        if (variables is null)
        {
            return;
        }

        // The SDK reads them from here. The host has no environment otherwise: nothing else in it may set the operator.
        builder.Configuration.AddInMemoryCollection(variables.All);
        builder.Services.AddOpenTelemetry()
            // The environment comes last, so that OTEL_RESOURCE_ATTRIBUTES and OTEL_SERVICE_NAME have the last word.
            .ConfigureResource(resource => resource
                .Clear()
                .AddService(ServiceName, serviceVersion: Version, serviceInstanceId: Environment.MachineName)
                .AddTelemetrySdk()
                .AddEnvironmentVariableDetector())
            .WithTracing(tracing => tracing.AddSource(RuntimeTelemetry.Name, OperatorTelemetry.Name))
            .WithMetrics(metrics => metrics.AddMeter(RuntimeTelemetry.Name, OperatorTelemetry.Name, RuntimeMeter))
            .WithLogging(configureBuilder: null, logging => logging.IncludeFormattedMessage = true)
            .UseOtlpExporter();
        builder.Services.AddHostedService<ExportFlush>();
    }
}
