using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds;
using static Hermes.DevCluster.Tables.CommonColumns;

namespace Hermes.DevCluster.Tables;

/// <summary>Columns of pods' owners.</summary>
internal static class WorkloadColumns
{
    public static IReadOnlyList<PrinterColumn> Deployment { get; } =
    [
        Ready,
        Number("Up-to-date", "status", "updatedReplicas"),
        Number("Available", "status", "availableReplicas"),
        Age,
        .. Containers,
        Selector,
    ];

    public static IReadOnlyList<PrinterColumn> ReplicaSet { get; } =
    [
        Number("Desired", "spec", "replicas"),
        Number("Current", "status", "replicas"),
        Number("Ready", "status", "readyReplicas"),
        Age,
        .. Containers,
        Selector,
    ];

    public static IReadOnlyList<PrinterColumn> StatefulSet { get; } = [Ready, Age, .. Containers];

    public static IReadOnlyList<PrinterColumn> DaemonSet { get; } =
    [
        Number("Desired", "status", "desiredNumberScheduled"),
        Number("Current", "status", "currentNumberScheduled"),
        Number("Ready", "status", "numberReady"),
        Number("Up-to-date", "status", "updatedNumberScheduled"),
        Number("Available", "status", "numberAvailable"),
        Text("Node Selector", static value => Labels(value.At("spec", "template", "spec", "nodeSelector"))),
        Age,
        .. Containers,
        Selector,
    ];

    public static IReadOnlyList<PrinterColumn> Job { get; } =
    [
        Text("Status", JobStatus),
        Text("Completions", static value =>
            $"{value.IntegerAt("status", "succeeded") ?? 0}/{value.IntegerAt("spec", "completions") ?? 1}"),
        Age,
        .. Containers,
        Selector,
    ];

    public static IReadOnlyList<PrinterColumn> CronJob { get; } =
    [
        Text("Schedule", static value => value.TextAt("spec", "schedule") ?? ""),
        Text("Timezone", static value => OrNone(value.TextAt("spec", "timeZone"))),
        new("Suspend", "boolean", static value => value.FlagAt("spec", "suspend") ?? false),
        new("Active", "integer", static value => value.ArrayAt("status", "active")?.Count ?? 0),
        Age,
    ];

    public static IReadOnlyList<PrinterColumn> PodDisruptionBudget { get; } =
    [
        Text("Min Available", static value => value.At("spec", "minAvailable")?.ToString() ?? "N/A"),
        Text("Max Unavailable", static value => value.At("spec", "maxUnavailable")?.ToString() ?? "N/A"),
        Number("Allowed Disruptions", "status", "disruptionsAllowed"),
        Age,
    ];

    private static PrinterColumn Ready => Text(
        "Ready", static value => $"{value.IntegerAt("status", "readyReplicas") ?? 0}/{value.IntegerAt("spec", "replicas") ?? 0}");

    private static string JobStatus(JsonObject value)
    {
        var conditions = value.ObjectsAt("status", "conditions")
            .Where(static condition => condition.TextAt("status") == "True")
            .Select(static condition => condition.TextAt("type"))
            .ToHashSet();
        return conditions.Contains("Complete") ? "Complete"
            : conditions.Contains("Failed") ? "Failed"
            : conditions.Contains("Suspended") ? "Suspended"
            : "Running";
    }
}
