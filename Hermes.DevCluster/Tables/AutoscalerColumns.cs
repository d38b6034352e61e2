using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds;
using static Hermes.DevCluster.Tables.CommonColumns;

namespace Hermes.DevCluster.Tables;

/// <summary>Columns of HorizontalPodAutoscalers.</summary>
internal static class AutoscalerColumns
{
    private const int MostMetrics = 2;

    public static IReadOnlyList<PrinterColumn> Autoscaler { get; } =
    [
        Text("Reference", static value =>
            $"{value.TextAt("spec", "scaleTargetRef", "kind")}/{value.TextAt("spec", "scaleTargetRef", "name")}"),
        Text("Targets", Targets),
        Text("MinPods", static value => value.At("spec", "minReplicas")?.ToString() ?? "<unset>"),
        Number("MaxPods", "spec", "maxReplicas") with { Type = "string" },
        Number("Replicas", "status", "currentReplicas") with { Type = "string" },
        Age,
    ];

    private static string Targets(JsonObject value)
    {
        var specs = value.ObjectsAt("spec", "metrics").ToArray();
        var statuses = value.ObjectsAt("status", "currentMetrics").ToArray();
        var shown = specs.Select((spec, index) => Target(spec, index < statuses.Length ? statuses[index] : null)).ToArray();
        var text = string.Join(", ", shown.Take(MostMetrics));
        return specs.Length switch
        {
            0 => None,
            > MostMetrics => $"{text} + {specs.Length - MostMetrics} more...",
            _ => text,
        };
    }

    private static string Target(JsonObject spec, JsonObject? status)
    {
        var type = spec.TextAt("type") ?? "";
        if (type.Length == 0)
        {
            return "<unknown type>";
        }

        var source = char.ToLowerInvariant(type[0]) + type[1..];
        var target = spec.ObjectAt(source, "target");
        var current = status.ObjectAt(source, "current");
        var name = type is "Resource" or "ContainerResource" ? $"{spec.TextAt(source, "name")}: " : "";
        var average = type is "External" or "Object" ? " (avg)" : "";
        return target.TextAt("averageValue") is { } wished
            ? $"{name}{current.TextAt("averageValue") ?? "<unknown>"}/{wished}{average}"
            : target.IntegerAt("averageUtilization") is { } percent
            ? $"{name}{(current.IntegerAt("averageUtilization") is { } now ? $"{now}%" : "<unknown>")}/{percent}%"
            : $"{name}{current.TextAt("value") ?? "<unknown>"}/{target.TextAt("value")}";
    }
}
