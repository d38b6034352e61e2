using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds;
using static Hermes.DevCluster.Tables.CommonColumns;

namespace Hermes.DevCluster.Tables;

/// <summary>Columns of namespaces, nodes, configuration, leases, bindings and what extends the API.</summary>
internal static class ClusterColumns
{
    private const string RolePrefix = "node-role.kubernetes.io/";

    public static IReadOnlyList<PrinterColumn> Namespace { get; } =
        [Text("Status", static value => value.TextAt("status", "phase") ?? ""), Age];

    public static IReadOnlyList<PrinterColumn> Node { get; } =
    [
        Text("Status", NodeStatus),
        Text("Roles", static value => OrNone(string.Join(
            ',',
            (value.ObjectAt("metadata", "labels") ?? [])
                .Select(static label => label.Key)
                .Where(static key => key.StartsWith(RolePrefix, StringComparison.Ordinal))
                .Select(static key => key[RolePrefix.Length..])))),
        Age,
        Text("Version", static value => value.TextAt("status", "nodeInfo", "kubeletVersion") ?? ""),
        Wide("Internal-IP", static value => OrNone(Address(value, "InternalIP"))),
        Wide("External-IP", static value => OrNone(Address(value, "ExternalIP"))),
        Wide("OS-Image", static value => value.TextAt("status", "nodeInfo", "osImage") ?? "<unknown>"),
        Wide("Kernel-Version", static value => value.TextAt("status", "nodeInfo", "kernelVersion") ?? "<unknown>"),
        Wide("Container-Runtime", static value => value.TextAt("status", "nodeInfo", "containerRuntimeVersion") ?? "<unknown>"),
    ];

    public static IReadOnlyList<PrinterColumn> ConfigMap { get; } =
    [
        new("Data", "string", static value =>
            (value.ObjectAt("data")?.Count ?? 0) + (value.ObjectAt("binaryData")?.Count ?? 0)),
        Age,
    ];

    public static IReadOnlyList<PrinterColumn> Secret { get; } =
    [
        Text("Type", static value => value.TextAt("type") ?? ""),
        new("Data", "string", static value => value.ObjectAt("data")?.Count ?? 0),
        Age,
    ];

    public static IReadOnlyList<PrinterColumn> Lease { get; } =
        [Text("Holder", static value => value.TextAt("spec", "holderIdentity") ?? ""), Age];

    public static IReadOnlyList<PrinterColumn> Binding { get; } =
    [
        Text("Role", static value => $"{value.TextAt("roleRef", "kind")}/{value.TextAt("roleRef", "name")}"),
        Age,
        Wide("Users", static value => Subjects(value, "User")),
        Wide("Groups", static value => Subjects(value, "Group")),
        Wide("ServiceAccounts", static value => Subjects(value, "ServiceAccount")),
    ];

    /// <summary>Roles and CRDs, whose age is the time itself.</summary>
    public static IReadOnlyList<PrinterColumn> CreatedAt { get; } =
        [new("Created At", "date-time", static value => value.At("metadata", "creationTimestamp"))];

    public static IReadOnlyList<PrinterColumn> ApiService { get; } =
    [
        Text("Service", static value => value.ObjectAt("spec", "service") is { } service
            ? $"{service.TextAt("namespace")}/{service.TextAt("name")}"
            : "Local"),
        Text("Available", static value => value.ObjectsAt("status", "conditions")
            .FirstOrDefault(static condition => condition.TextAt("type") == "Available").TextAt("status") ?? "Unknown"),
        Age,
    ];

    private static string NodeStatus(JsonObject node)
    {
        var ready = node.ObjectsAt("status", "conditions").FirstOrDefault(static condition => condition.TextAt("type") == "Ready");
        var status = ready is null ? "Unknown" : ready.TextAt("status") == "True" ? "Ready" : "NotReady";
        return node.FlagAt("spec", "unschedulable") == true ? $"{status},SchedulingDisabled" : status;
    }

    private static string? Address(JsonObject node, string type) =>
        node.ObjectsAt("status", "addresses").FirstOrDefault(address => address.TextAt("type") == type).TextAt("address");

    private static string Subjects(JsonObject value, string kind) => string.Join(
        ", ",
        value.ObjectsAt("subjects")
            .Where(subject => subject.TextAt("kind") == kind)
            .Select(static subject => subject.TextAt("namespace") is { } ns ? $"{ns}/{subject.TextAt("name")}" : subject.TextAt("name")));
}
