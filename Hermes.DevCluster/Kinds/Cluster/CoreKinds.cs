using Hermes.DevCluster.Tables;

namespace Hermes.DevCluster.Kinds.Cluster;

/// <summary>Namespaces, nodes and what is stored of quotas and volumes.</summary>
internal static class CoreKinds
{
    public static IReadOnlyList<KindRow> Rows { get; } =
    [
        new()
        {
            Group = "",
            Version = "v1",
            Kind = "Namespace",
            Plural = "namespaces",
            Namespaced = false,
            ShortNames = ["ns"],
            Verbs = ["create", "delete", "get", "list", "patch", "update", "watch"],
            HasStatus = true,
            HasGeneration = false,
            NameRule = NameRule.DnsLabel,
            SelectableFields = ["status.phase"],
            Schema = ClusterSchema.Namespace,
            Default = NamespaceRules.Fill,
            Prepare = NamespaceRules.Prepare,
            Columns = ClusterColumns.Namespace,
        },
        new()
        {
            Group = "",
            Version = "v1",
            Kind = "Node",
            Plural = "nodes",
            Namespaced = false,
            ShortNames = ["no"],
            HasStatus = true,
            HasGeneration = false,
            Schema = ClusterSchema.Node,
            // A node brings the status that it has.
            Prepare = static (_, _) => { },
            Columns = ClusterColumns.Node,
        },
        new()
        {
            Group = "",
            Version = "v1",
            Kind = "PersistentVolumeClaim",
            Plural = "persistentvolumeclaims",
            ShortNames = ["pvc"],
            HasStatus = true,
            HasGeneration = false,
            Schema = ClusterSchema.PersistentVolumeClaim,
        },
        new()
        {
            Group = "",
            Version = "v1",
            Kind = "ResourceQuota",
            Plural = "resourcequotas",
            ShortNames = ["quota"],
            HasStatus = true,
            HasGeneration = false,
            Schema = ClusterSchema.ResourceQuota,
        },
        new()
        {
            Group = "",
            Version = "v1",
            Kind = "LimitRange",
            Plural = "limitranges",
            ShortNames = ["limits"],
            HasGeneration = false,
            Schema = ClusterSchema.LimitRange,
        },
    ];
}
