using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds.Rules;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Kinds.Workloads;

/// <summary>Rules of the counts that controllers report of pods' owners.</summary>
internal static class WorkloadStatusRules
{
    public static IEnumerable<FieldError> Deployment(JsonObject value, JsonObject? old)
    {
        var faults = new FaultList();
        CheckCounts(
            faults,
            value,
            ["replicas", "updatedReplicas", "readyReplicas", "availableReplicas", "unavailableReplicas", "terminatingReplicas", "collisionCount"],
            ["updatedReplicas", "readyReplicas", "availableReplicas"]);
        if (value.IntegerAt("status", "collisionCount") is { } collisions && collisions < old.IntegerAt("status", "collisionCount"))
        {
            faults.Invalid("status.collisionCount", collisions, "cannot be decremented");
        }

        return faults.All;
    }

    public static IEnumerable<FieldError> ReplicaSet(JsonObject value, JsonObject? old)
    {
        var faults = new FaultList();
        CheckCounts(
            faults,
            value,
            ["replicas", "fullyLabeledReplicas", "readyReplicas", "availableReplicas", "terminatingReplicas"],
            ["fullyLabeledReplicas", "readyReplicas", "availableReplicas"]);
        return faults.All;
    }

    public static IEnumerable<FieldError> PodDisruptionBudget(JsonObject value, JsonObject? old)
    {
        var faults = new FaultList();
        CheckCounts(faults, value, ["disruptionsAllowed", "currentHealthy", "desiredHealthy", "expectedPods"], []);
        return faults.All;
    }

    /// <summary>Counts are not negative; those of some of the pods do not exceed that of all of them, nor available ones the ready.</summary>
    private static void CheckCounts(FaultList faults, JsonObject value, string[] counts, string[] parts)
    {
        var status = value.ObjectAt("status") ?? [];
        faults.NotNegative("status.observedGeneration", status.IntegerAt("observedGeneration"));
        foreach (var name in counts)
        {
            faults.NotNegative($"status.{name}", status.IntegerAt(name));
        }

        foreach (var name in parts.Where(name => Count(name) > Count("replicas")))
        {
            faults.Invalid($"status.{name}", Count(name), "cannot be greater than status.replicas");
        }

        if (parts.Length > 0 && Count("availableReplicas") > Count("readyReplicas"))
        {
            faults.Invalid("status.availableReplicas", Count("availableReplicas"), "cannot be greater than readyReplicas");
        }

        long Count(string name) => status.IntegerAt(name) ?? 0;
    }
}
