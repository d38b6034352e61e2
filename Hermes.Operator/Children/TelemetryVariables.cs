using System.Globalization;
using System.Text;
using Hermes.Operator.Entities;
using k8s.Models;

namespace Hermes.Operator.Children;

/// <summary>The OpenTelemetry SDK's standard variables, for an app whose endpoint is known.</summary>
internal static class TelemetryVariables
{
    public const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    public const string Protocol = "OTEL_EXPORTER_OTLP_PROTOCOL";
    public const string ResourceAttributes = "OTEL_RESOURCE_ATTRIBUTES";
    public const string ServiceName = "OTEL_SERVICE_NAME";

    /// <param name="app">The app.</param>
    /// <param name="environment">Has the endpoint of apps that name none.</param>
    /// <param name="named">Variables that the app names itself: they win.</param>
    public static IEnumerable<V1EnvVar> Build(HermesApp app, ChildEnvironment environment, HashSet<string> named)
    {
        var telemetry = app.Spec.Telemetry;
        var endpoint = telemetry?.Endpoint ?? environment.TelemetryEndpoint;
        if (endpoint is null || telemetry?.Enabled == false)
        {
            return [];
        }

        List<V1EnvVar> variables =
        [
            new() { Name = ServiceName, Value = telemetry?.ServiceName ?? app.Metadata.Name },
            new() { Name = ResourceAttributes, Value = Attributes(app) },
        ];
        // Our protocol belongs to our endpoint: the app's own may speak another.
        if (!named.Contains(Endpoint))
        {
            variables.Add(new() { Name = Endpoint, Value = endpoint });
            variables.Add(new() { Name = Protocol, Value = telemetry?.Protocol ?? Defaults.TelemetryProtocol });
        }

        return variables.Where(variable => !named.Contains(variable.Name)).OrderBy(variable => variable.Name, StringComparer.Ordinal);
    }

    private static string Attributes(HermesApp app)
    {
        var attributes = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["k8s.deployment.name"] = ChildNames.Deployment(app),
            ["k8s.namespace.name"] = app.Metadata.NamespaceProperty,
        };
        foreach (var (key, value) in app.Spec.Telemetry?.ResourceAttributes ?? new Dictionary<string, string>())
        {
            attributes[key] = value;
        }

        return string.Join(',', attributes.Select(attribute => $"{Encode(attribute.Key)}={Encode(attribute.Value)}"));
    }

    /// <summary>
    /// Percent-encodes what the variable's syntax does not allow (OpenTelemetry resource SDK: the W3C baggage octets), and nothing more,
    /// so that a reference such as <c>$(POD_NAME)</c> still is one.
    /// </summary>
    private static string Encode(string text)
    {
        var encoded = new StringBuilder(text.Length);
        foreach (var octet in Encoding.UTF8.GetBytes(text))
        {
            if (octet is <= 0x20 or >= 0x7f or (byte)'"' or (byte)',' or (byte)';' or (byte)'\\' or (byte)'%' or (byte)'=')
            {
                encoded.Append('%').Append(octet.ToString("X2", CultureInfo.InvariantCulture));
            }
            else
            {
                encoded.Append((char)octet);
            }
        }

        return encoded.ToString();
    }
}
