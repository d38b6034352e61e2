namespace Hermes.Demo.SampleService;

/// <summary>The variables by which the operator and the sample service send what somebody looks at right now.</summary>
internal static class TelemetryVariables
{
    public static IReadOnlyDictionary<string, string?> For(string endpoint) => new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoint,
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        // In milliseconds; the defaults are 5 seconds and a minute.
        ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "1000",
    };
}
