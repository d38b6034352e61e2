using Hermes.Kubernetes.Entities;

namespace Hermes.Operator.Entities;

[Description("Where the app's OpenTelemetry data goes, told to it by the standard OTEL_ environment variables.")]
internal sealed record Telemetry
{
    [Description("Whether the variables are set.")]
    [DefaultValue(Defaults.TelemetryEnabled)]
    public bool? Enabled { get; init; }

    [Description("The OTLP endpoint, such as http://collector.observability:4318. Default: the operator's, if it has one.")]
    [Length(1, Bounds.Url)]
    [Pattern(Patterns.HttpUrl)]
    public string? Endpoint { get; init; }

    [Description("The OTLP protocol.")]
    [DefaultValue(Defaults.TelemetryProtocol)]
    [AllowedValues("http/protobuf", "http/json", "grpc")]
    public string? Protocol { get; init; }

    [Description("The service's name. Default: the app's.")]
    [Length(1, Bounds.ObjectName)]
    public string? ServiceName { get; init; }

    [Description("Attributes of the service, such as deployment.environment.name.")]
    [Items(maxItems: Bounds.Attributes)]
    [Length(maxLength: Bounds.Attribute)]
    public IReadOnlyDictionary<string, string>? ResourceAttributes { get; init; }
}
