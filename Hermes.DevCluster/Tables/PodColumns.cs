using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds;
using static Hermes.DevCluster.Tables.CommonColumns;

namespace Hermes.DevCluster.Tables;

/// <summary>Columns of pods.</summary>
internal static class PodColumns
{
    public static IReadOnlyList<PrinterColumn> Pod { get; } =
    [
        Text("Ready", static value => $"{Statuses(value).Count(IsReady)}/{value.ArrayAt("spec", "containers")?.Count ?? 0}"),
        Text("Status", Status),
        Text("Restarts", static value =>
            Statuses(value).Sum(static status => status.IntegerAt("restartCount") ?? 0).ToString(System.Globalization.CultureInfo.InvariantCulture)),
        Age,
        Wide("IP", static value => OrNone(value.TextAt("status", "podIP"))),
        Wide("Node", static value => OrNone(value.TextAt("spec", "nodeName"))),
        Wide("Nominated Node", static value => OrNone(value.TextAt("status", "nominatedNodeName"))),
        Wide("Readiness Gates", static _ => None),
    ];

    private static IEnumerable<JsonObject> Statuses(JsonObject pod) => pod.ObjectsAt("status", "containerStatuses");

    private static bool IsReady(JsonObject status) => status.FlagAt("ready") == true && status.At("state", "running") is not null;

    private static string Status(JsonObject pod)
    {
        var phase = pod.TextAt("status", "phase") ?? "";
        if (pod.At("metadata", "deletionTimestamp") is not null && phase is not ("Succeeded" or "Failed"))
        {
            return "Terminating";
        }

        foreach (var status in pod.ObjectsAt("status", "initContainerStatuses"))
        {
            if (Reason(status) is { } waiting and not "Completed")
            {
                return $"Init:{waiting}";
            }
        }

        var reason = Statuses(pod).Reverse().Select(Reason).OfType<string>().LastOrDefault();
        return reason ?? pod.TextAt("status", "reason") ?? phase;
    }

    private static string? Reason(JsonObject status)
    {
        if (status.TextAt("state", "waiting", "reason") is { Length: > 0 } waiting)
        {
            return waiting;
        }

        return status.ObjectAt("state", "terminated") is not { } terminated ? null
            : terminated.TextAt("reason") is { Length: > 0 } reason ? reason
            : $"ExitCode:{terminated.IntegerAt("exitCode") ?? 0}";
    }
}
