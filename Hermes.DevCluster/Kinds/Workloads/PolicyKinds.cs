using Hermes.DevCluster.Tables;

namespace Hermes.DevCluster.Kinds.Workloads;

/// <summary>PodDisruptionBudgets.</summary>
internal static class PolicyKinds
{
    public static IReadOnlyList<KindRow> Rows { get; } =
    [
        new()
        {
            Group = "policy",
            Version = "v1",
            Kind = "PodDisruptionBudget",
            Plural = "poddisruptionbudgets",
            ShortNames = ["pdb"],
            HasStatus = true,
            Schema = WorkloadSchema.PodDisruptionBudget,
            Validate = WorkloadRules.PodDisruptionBudget,
            ValidateStatus = WorkloadStatusRules.PodDisruptionBudget,
            Columns = WorkloadColumns.PodDisruptionBudget,
        },
    ];
}
