using Hermes.DevCluster.Tables;

namespace Hermes.DevCluster.Kinds.Cluster;

/// <summary>Leases.</summary>
internal static class CoordinationKinds
{
    public static IReadOnlyList<KindRow> Rows { get; } =
    [
        new()
        {
            Group = "coordination.k8s.io",
            Version = "v1",
            Kind = "Lease",
            Plural = "leases",
            HasGeneration = false,
            Schema = ClusterSchema.Lease,
            Validate = LeaseRules.Check,
            Columns = ClusterColumns.Lease,
        },
    ];
}
