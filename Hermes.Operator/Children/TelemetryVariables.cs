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

    /// <summary>What only the pod knows, by the variables under which OpenTelemetry's own operator gives it.</summary>
    private static readonly (string Name, string FieldPath)[] FieldPaths =
    [
        ("OTEL_RESOURCE_ATTRIBUTES_NODE_NAME", "spec.nodeName"),
        ("OTEL_RESOURCE_ATTRIBUTES_POD_NAME", "metadata.name"),
        ("OTEL_RESOURCE_ATTRIBUTES_POD_UID", "metadata.uid"),
    ];

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

        var attributes = Attributes(app);
        List<V1EnvVar> variables =
        [
            new() { Name = ServiceName, Value = telemetry?.ServiceName ?? app.Metadata.Name },
            new() { Name = ResourceAttributes, Value = attributes },
        ];
        // Our protocol belongs to our endpoint: the app's own may speak another.
        if (!named.Contains(Endpoint))
        {
            variables.Add(new() { Name = Endpoint, Value = endpoint });
            variables.Add(new() { Name = Protocol, Value = telemetry?.Protocol ?? Defaults.TelemetryProtocol });
        }

        // First what the attributes refer to: the kubelet resolves $(NAME) only by what stands before.
        var fields = named.Contains(ResourceAttributes) ? [] : PodFields(attributes);
        return fields.Concat(variables.OrderBy(variable => variable.Name, StringComparer.Ordinal)).Where(variable => !named.Contains(variable.Name));
    }

    private static IEnumerable<V1EnvVar> PodFields(string attributes) =>
        FieldPaths.Where(field => attributes.Contains($"$({field.Name})", StringComparison.Ordinal)).Select(field => new V1EnvVar
        {
            Name = field.Name,
            ValueFrom = new V1EnvVarSource
            {
                // The server's default, named so that what it keeps is what was sent.
                FieldRef = new V1ObjectFieldSelector { ApiVersion = "v1", FieldPath = field.FieldPath },
            },
        });

    private static string Attributes(HermesApp app)
    {
        var attributes = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["k8s.container.name"] = ChildNames.Container,
            ["k8s.deployment.name"] = ChildNames.Deployment(app),
            ["k8s.namespace.name"] = app.Metadata.NamespaceProperty,
            ["k8s.node.name"] = "$(OTEL_RESOURCE_ATTRIBUTES_NODE_NAME)",
            ["k8s.pod.name"] = "$(OTEL_RESOURCE_ATTRIBUTES_POD_NAME)",
            ["k8s.pod.uid"] = "$(OTEL_RESOURCE_ATTRIBUTES_POD_UID)",
            ["service.instance.id"] = $"{app.Metadata.NamespaceProperty}.$(OTEL_RESOURCE_ATTRIBUTES_POD_NAME).{ChildNames.Container}",
        };
        if (ImageReference.Version(app.Spec.Image!) is { } version)
        {
            attributes["service.version"] = version;
        }

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
