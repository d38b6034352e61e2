using System.Globalization;
using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds;

namespace Hermes.DevCluster.Simulation;

/// <summary>What KEDA makes of a ScaledObject's triggers: the metrics of its HorizontalPodAutoscaler.</summary>
/// <param name="Value">The HorizontalPodAutoscaler.</param>
/// <param name="External">Names of metrics that KEDA serves.</param>
/// <param name="Resources">Names of resources that are measured.</param>
internal sealed record ScaledObjectAutoscaler(JsonObject Value, IReadOnlyList<string> External, IReadOnlyList<string> Resources)
{
    private const int DefaultMost = 100;
    private const int DefaultTarget = 100;

    /// <summary>The HorizontalPodAutoscaler for a ScaledObject.</summary>
    /// <param name="scaledObject">The ScaledObject.</param>
    /// <param name="route">Finds the route that an HTTP trigger names; an HTTP trigger without its route has no metric.</param>
    public static ScaledObjectAutoscaler For(JsonObject scaledObject, Func<JsonObject, JsonObject?> route)
    {
        var key = WorkloadName.Of(scaledObject);
        var metrics = new JsonArray();
        var external = new List<string>();
        var resources = new List<string>();
        var index = 0;
        foreach (var trigger in scaledObject.ObjectsAt("spec", "triggers"))
        {
            switch (trigger.TextAt("type"))
            {
                case "cpu" or "memory":
                    var resource = trigger.TextAt("type")!;
                    resources.Add(resource);
                    metrics.Add((JsonNode)ResourceMetric(resource, trigger));
                    break;
                case "external-push" when route(trigger) is { } found:
                    external.Add(KedaNames.HttpMetric(index, WorkloadName.Of(found).Name));
                    metrics.Add((JsonNode)HttpMetric(external[^1], key.Name, found));
                    break;
                default:
                    break;
            }

            index++;
        }

        return new ScaledObjectAutoscaler(Autoscaler(scaledObject, key, metrics), external, resources);
    }

    private static JsonObject Autoscaler(JsonObject scaledObject, WorkloadName key, JsonArray metrics)
    {
        var spec = new JsonObject
        {
            ["scaleTargetRef"] = scaledObject.At("spec", "scaleTargetRef")?.DeepClone(),
            ["minReplicas"] = Math.Max(1, scaledObject.IntegerAt("spec", "minReplicaCount") ?? 0),
            ["maxReplicas"] = scaledObject.IntegerAt("spec", "maxReplicaCount") ?? DefaultMost,
            ["metrics"] = metrics,
        };
        spec.ObjectAt("scaleTargetRef")?.SetDefault("kind", "Deployment");
        spec.ObjectAt("scaleTargetRef")?.SetDefault("apiVersion", "apps/v1");
        if (scaledObject.At("spec", "advanced", "horizontalPodAutoscalerConfig", "behavior") is { } behavior)
        {
            spec["behavior"] = behavior.DeepClone();
        }

        return new JsonObject
        {
            ["metadata"] = new JsonObject
            {
                ["name"] = scaledObject.TextAt("spec", "advanced", "horizontalPodAutoscalerConfig", "name") ?? KedaNames.Autoscaler(key.Name),
                ["namespace"] = key.Namespace,
                ["labels"] = new JsonObject
                {
                    ["app.kubernetes.io/managed-by"] = KedaNames.Manager,
                    ["app.kubernetes.io/name"] = KedaNames.Autoscaler(key.Name),
                    [KedaNames.NameLabel] = key.Name,
                },
                ["ownerReferences"] = new JsonArray(PodFactory.OwnerReference(scaledObject, "keda.sh/v1alpha1", "ScaledObject")),
            },
            ["spec"] = spec,
        };
    }

    private static JsonObject ResourceMetric(string name, JsonObject trigger)
    {
        var value = trigger.TextAt("metadata", "value") ?? "";
        var target = trigger.TextAt("metricType") == "AverageValue"
            ? new JsonObject { ["type"] = "AverageValue", ["averageValue"] = value }
            : new JsonObject
            {
                ["type"] = "Utilization",
                ["averageUtilization"] = int.TryParse(value, CultureInfo.InvariantCulture, out var percent) ? percent : DefaultTarget,
            };
        return new JsonObject { ["type"] = "Resource", ["resource"] = new JsonObject { ["name"] = name, ["target"] = target } };
    }

    private static JsonObject HttpMetric(string name, string scaledObject, JsonObject route)
    {
        var target = route.IntegerAt("spec", "scalingMetric", "concurrency", "targetValue")
            ?? route.IntegerAt("spec", "scalingMetric", "requestRate", "targetValue")
            ?? DefaultTarget;
        return new JsonObject
        {
            ["type"] = "External",
            ["external"] = new JsonObject
            {
                ["metric"] = new JsonObject
                {
                    ["name"] = name,
                    ["selector"] = new JsonObject { ["matchLabels"] = new JsonObject { [KedaNames.NameLabel] = scaledObject } },
                },
                ["target"] = new JsonObject { ["type"] = "AverageValue", ["averageValue"] = target.ToString(CultureInfo.InvariantCulture) },
            },
        };
    }
}
