using System.Collections;
using Hermes.Operator.Hosting;

namespace Hermes.Operator.Exporting;

/// <summary>The variables of the OpenTelemetry specification that say whether and where the operator's own telemetry goes.</summary>
internal sealed record OtlpVariables
{
    private const string Prefix = "OTEL_";
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Protocol = "OTEL_EXPORTER_OTLP_PROTOCOL";
    private const string Disabled = "OTEL_SDK_DISABLED";

    // The specification's default; the SDK's is another.
    private const string DefaultProtocol = "http/protobuf";

    private OtlpVariables(IReadOnlyDictionary<string, string?> all) => All = all;

    /// <summary>All of them, the protocol among them.</summary>
    public IReadOnlyDictionary<string, string?> All { get; }

    /// <summary>Reads the process's.</summary>
    /// <inheritdoc cref="Read"/>
    public static OtlpVariables? OfThisProcess() => Read(
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value, StringComparer.Ordinal));

    /// <summary>Reads them.</summary>
    /// <returns>Null where nothing is to be exported: without an endpoint, and where the SDK is disabled.</returns>
    /// <exception cref="OperatorOptionsException">They make no sense; all faults are named.</exception>
    public static OtlpVariables? Read(IReadOnlyDictionary<string, string?> environment)
    {
        var variables = environment
            .Where(variable => variable.Key.StartsWith(Prefix, StringComparison.Ordinal) && !string.IsNullOrWhiteSpace(variable.Value))
            .ToDictionary(StringComparer.Ordinal);
        if (!variables.TryGetValue(Endpoint, out var endpoint)
            || (variables.TryGetValue(Disabled, out var disabled) && "true".Equals(disabled, StringComparison.OrdinalIgnoreCase)))
        {
            return null;
        }

        variables.TryAdd(Protocol, DefaultProtocol);
        List<string> faults = [];
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps))
        {
            faults.Add($"{Endpoint}: must be an absolute http or https URL, not '{endpoint}'");
        }

        if (variables[Protocol] is not ("grpc" or "http/protobuf"))
        {
            faults.Add($"{Protocol}: must be grpc or http/protobuf, not '{variables[Protocol]}'");
        }

        return faults.Count == 0 ? new(variables) : throw new OperatorOptionsException(faults);
    }
}
