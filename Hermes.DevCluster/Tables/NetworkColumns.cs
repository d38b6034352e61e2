using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds;
using static Hermes.DevCluster.Tables.CommonColumns;

namespace Hermes.DevCluster.Tables;

/// <summary>Columns of Services, Ingresses and NetworkPolicies.</summary>
internal static class NetworkColumns
{
    private const int MostHosts = 3;

    public static IReadOnlyList<PrinterColumn> Service { get; } =
    [
        Text("Type", static value => value.TextAt("spec", "type") ?? ""),
        Text("Cluster-IP", static value => OrNone(value.TextAt("spec", "clusterIP"))),
        Text("External-IP", ExternalIp),
        Text("Port(s)", static value => OrNone(string.Join(',', value.ObjectsAt("spec", "ports").Select(Port)))),
        Age,
        Wide("Selector", static value => Labels(value.At("spec", "selector"))),
    ];

    public static IReadOnlyList<PrinterColumn> Ingress { get; } =
    [
        Text("Class", static value => value.TextAt("spec", "ingressClassName") ?? None),
        Text("Hosts", Hosts),
        Text("Address", Addresses),
        Text("Ports", static value => (value.ArrayAt("spec", "tls")?.Count ?? 0) > 0 ? "80, 443" : "80"),
        Age,
    ];

    public static IReadOnlyList<PrinterColumn> IngressClass { get; } =
    [
        Text("Controller", static value => value.TextAt("spec", "controller") ?? ""),
        Text("Parameters", static value => value.ObjectAt("spec", "parameters") is { } parameters
            ? $"{parameters.TextAt("kind")}.{parameters.TextAt("apiGroup")}/{parameters.TextAt("name")}"
            : None),
        Age,
    ];

    public static IReadOnlyList<PrinterColumn> NetworkPolicy { get; } =
        [Text("Pod-Selector", static value => Format(value.At("spec", "podSelector"))), Age];

    public static IReadOnlyList<PrinterColumn> Endpoints { get; } =
    [
        Text("Endpoints", static value => OrNone(string.Join(
            ',',
            value.ObjectsAt("subsets").SelectMany(static subset => subset.ObjectsAt("addresses").SelectMany(
                address => subset.ObjectsAt("ports").Select(port => $"{address.TextAt("ip")}:{port.IntegerAt("port")}")))))),
        Age,
    ];

    private static string Port(JsonObject port)
    {
        var number = port.IntegerAt("nodePort") is { } nodePort ? $"{port.IntegerAt("port")}:{nodePort}" : $"{port.IntegerAt("port")}";
        return $"{number}/{port.TextAt("protocol")}";
    }

    private static string ExternalIp(JsonObject value)
    {
        var own = string.Join(',', value.TextsAt("spec", "externalIPs"));
        switch (value.TextAt("spec", "type"))
        {
            case "ClusterIP" or "NodePort":
                return OrNone(own);
            case "ExternalName":
                return value.TextAt("spec", "externalName") ?? "";
            case "LoadBalancer":
                var all = string.Join(',', ((string[])[Addresses(value), own]).Where(static part => part.Length > 0));
                return all.Length > 0 ? all : "<pending>";
            default:
                return "<unknown>";
        }
    }

    private static string Hosts(JsonObject value)
    {
        var hosts = value.ObjectsAt("spec", "rules").Select(static rule => rule.TextAt("host")).OfType<string>().ToArray();
        var shown = string.Join(',', hosts.Take(MostHosts));
        return hosts.Length switch
        {
            0 => "*",
            > MostHosts => $"{shown} + {hosts.Length - MostHosts} more...",
            _ => shown,
        };
    }
}
