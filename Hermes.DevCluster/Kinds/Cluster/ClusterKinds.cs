namespace Hermes.DevCluster.Kinds.Cluster;

/// <summary>Classes of priority and storage.</summary>
internal static class ClusterKinds
{
    public static IReadOnlyList<KindRow> Rows { get; } =
    [
        new()
        {
            Group = "scheduling.k8s.io",
            Version = "v1",
            Kind = "PriorityClass",
            Plural = "priorityclasses",
            Namespaced = false,
            ShortNames = ["pc"],
            Schema = ClusterSchema.PriorityClass,
        },
        new()
        {
            Group = "storage.k8s.io",
            Version = "v1",
            Kind = "StorageClass",
            Plural = "storageclasses",
            Namespaced = false,
            ShortNames = ["sc"],
            HasGeneration = false,
            Schema = ClusterSchema.StorageClass,
        },
    ];
}
