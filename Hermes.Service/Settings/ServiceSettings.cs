using System.Collections.Frozen;

namespace Hermes.Service.Settings;

/// <summary>The settings, all from the environment.</summary>
internal sealed record ServiceSettings
{
    public const string WorkMemoryName = "HERMES_WORK_MEMORY_MIB";
    public const string OtlpProtocolName = "OTEL_EXPORTER_OTLP_PROTOCOL";

    private const string PortName = "HERMES_PORT";
    private const string DrainDelayName = "HERMES_DRAIN_DELAY_SECONDS";
    private const string DrainTimeoutName = "HERMES_DRAIN_TIMEOUT_SECONDS";
    private const string OtelDisabledName = "OTEL_SDK_DISABLED";

    // The specification's default; the SDK's is another.
    private const string DefaultOtlpProtocol = "http/protobuf";

    // The framework strips its prefix from what the environment calls ASPNETCORE_HTTP_PORTS and ASPNETCORE_URLS.
    private const string HttpPortsKey = "HTTP_PORTS";
    private const string UrlsKey = "URLS";

    private static readonly FrozenSet<string> OtlpProtocols = FrozenSet.Create("grpc", DefaultOtlpProtocol);

    // What all signals share, then what is one signal's own.
    private static readonly string[] OtlpPrefixes =
        ["OTEL_EXPORTER_OTLP_", "OTEL_EXPORTER_OTLP_TRACES_", "OTEL_EXPORTER_OTLP_METRICS_", "OTEL_EXPORTER_OTLP_LOGS_"];

    /// <summary>
    /// Where to listen, on every address: <c>HERMES_PORT</c>, else <c>ASPNETCORE_HTTP_PORTS</c>, else 8000; 0 is any free port.
    /// Empty where <c>ASPNETCORE_URLS</c> leaves it to the framework.
    /// </summary>
    public required IReadOnlyList<int> Ports { get; init; }

    /// <summary>The setting that decided where to listen.</summary>
    public required string PortSetting { get; init; }

    /// <summary>
    /// How long to serve on at least after SIGTERM, for those who have not heard yet that this replica left its Service.
    /// Default: 3 seconds; 0 to 300.
    /// </summary>
    public required TimeSpan DrainDelay { get; init; }

    /// <summary>How long requests in flight may take after SIGTERM, the delay included. Default: 25 seconds; 1 to 3600.</summary>
    public required TimeSpan DrainTimeout { get; init; }

    /// <summary>
    /// How many MiB all requests to <c>/work</c> together may hold: <c>HERMES_WORK_MEMORY_MIB</c>. Default: 128, half of the memory limit
    /// that Hermes gives an app by default; 0 to 65536.
    /// </summary>
    public required int WorkMemoryMebibytes { get; init; }

    /// <summary>
    /// The protocol to export telemetry with, <c>http/protobuf</c> unless a variable says otherwise. Null where nothing is exported: without
    /// an endpoint, for all signals or for one, and where <c>OTEL_SDK_DISABLED</c> is true.
    /// </summary>
    public required string? OtlpProtocol { get; init; }

    /// <summary>Reads the settings; what is wrong with them is added to <paramref name="faults"/>, all of it at once.</summary>
    public static ServiceSettings Read(IConfiguration configuration, List<SettingFault> faults)
    {
        var reader = new SettingsReader(configuration, faults);
        var (ports, portSetting) = ReadPorts(reader);
        var delay = reader.Seconds(DrainDelayName, fallback: 3, minimum: 0, maximum: 300);
        var timeout = reader.Seconds(DrainTimeoutName, fallback: 25, minimum: 1, maximum: 3600);
        if (delay > timeout)
        {
            reader.Fault(DrainDelayName, $"must not be above {DrainTimeoutName} ({timeout.TotalSeconds})");
        }

        return new ServiceSettings
        {
            Ports = ports,
            PortSetting = portSetting,
            DrainDelay = delay,
            DrainTimeout = timeout,
            WorkMemoryMebibytes = reader.Number(WorkMemoryName, fallback: 128, maximum: 65_536),
            OtlpProtocol = ReadOtlpProtocol(reader),
        };
    }

    private static (IReadOnlyList<int> Ports, string Setting) ReadPorts(SettingsReader reader)
    {
        if (reader.Text(PortName) is { } port)
        {
            return (reader.Ports(PortName, [port]), PortName);
        }

        if (reader.Text(UrlsKey) is not null)
        {
            return ([], "ASPNETCORE_URLS");
        }

        const string httpPorts = "ASPNETCORE_HTTP_PORTS";
        return reader.Text(HttpPortsKey) is { } ports
            ? (reader.Ports(httpPorts, ports.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)), httpPorts)
            : ([8000], PortName);
    }

    private static string? ReadOtlpProtocol(SettingsReader reader)
    {
        if ("true".Equals(reader.Text(OtelDisabledName), StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var exports = false;
        foreach (var prefix in OtlpPrefixes)
        {
            if (reader.Text(prefix + "PROTOCOL") is { } protocol && !OtlpProtocols.Contains(protocol))
            {
                reader.Fault(prefix + "PROTOCOL", $"must be grpc or http/protobuf, not '{protocol}'");
            }

            if (reader.Text(prefix + "ENDPOINT") is not { } endpoint)
            {
                continue;
            }

            exports = true;
            if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps))
            {
                reader.Fault(prefix + "ENDPOINT", $"must be an absolute http or https URL, not '{endpoint}'");
            }
        }

        return exports ? reader.Text(OtlpProtocolName) ?? DefaultOtlpProtocol : null;
    }
}
