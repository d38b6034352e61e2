using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds.Pods;

namespace Hermes.DevCluster.Kinds.Workloads;

/// <summary>Defaults of pods' owners that depend on other fields.</summary>
internal static class WorkloadDefaults
{
    public static void Template(JsonObject value)
    {
        if (value.ObjectAt("spec", "template", "spec") is { } spec)
        {
            PodDefaults.Spec(spec);
        }
    }

    public static void Deployment(JsonObject value)
    {
        Template(value);
        if (value.ObjectAt("spec", "strategy") is { } strategy && strategy.TextAt("type") == "RollingUpdate")
        {
            var rolling = strategy.Child("rollingUpdate");
            rolling.SetDefault("maxUnavailable", "25%");
            rolling.SetDefault("maxSurge", "25%");
        }
    }

    public static void StatefulSet(JsonObject value)
    {
        Template(value);
        if (value.ObjectAt("spec", "updateStrategy") is { } strategy && strategy.TextAt("type") == "RollingUpdate")
        {
            strategy.Child("rollingUpdate").SetDefault("partition", 0);
        }
    }

    public static void DaemonSet(JsonObject value)
    {
        Template(value);
        if (value.ObjectAt("spec", "updateStrategy") is { } strategy && strategy.TextAt("type") == "RollingUpdate")
        {
            var rolling = strategy.Child("rollingUpdate");
            rolling.SetDefault("maxUnavailable", 1);
            rolling.SetDefault("maxSurge", 0);
        }
    }
}
