using System.Text.Json.Nodes;

namespace Hermes.DevCluster.Kinds.Autoscaling;

/// <summary>Defaults of HorizontalPodAutoscalers.</summary>
internal static class AutoscalerDefaults
{
    private const int CpuPercent = 80;

    public static void Fill(JsonObject autoscaler)
    {
        var spec = autoscaler.Child("spec");
        if ((spec.ArrayAt("metrics")?.Count ?? 0) == 0)
        {
            spec["metrics"] = new JsonArray(new JsonObject
            {
                ["type"] = "Resource",
                ["resource"] = new JsonObject
                {
                    ["name"] = "cpu",
                    ["target"] = new JsonObject { ["type"] = "Utilization", ["averageUtilization"] = CpuPercent },
                },
            });
        }

        if (spec.ObjectAt("behavior") is { } behavior)
        {
            var up = behavior.Child("scaleUp");
            up.SetDefault("stabilizationWindowSeconds", 0);
            Policies(up, Policy("Pods", 4), Policy("Percent", 100));
            Policies(behavior.Child("scaleDown"), Policy("Percent", 100));
        }

        // Go writes a list without omitempty as null until something is in it.
        var status = autoscaler.Child("status");
        if (!status.ContainsKey("currentMetrics"))
        {
            status["currentMetrics"] = null;
        }
    }

    private static void Policies(JsonObject rules, params JsonNode[] policies)
    {
        rules.SetDefault("selectPolicy", "Max");
        rules.SetDefault("policies", new JsonArray(policies));
    }

    private static JsonObject Policy(string type, int value) => new()
    {
        ["type"] = type,
        ["value"] = value,
        ["periodSeconds"] = 15,
    };
}
