using Hermes.DevCluster.Tables;
using static Hermes.DevCluster.Kinds.SchemaBuilder;

namespace Hermes.DevCluster.Kinds.Workloads;

/// <summary>Deployments and their kin.</summary>
internal static class WorkloadKinds
{
    public static IReadOnlyList<KindRow> Rows { get; } =
    [
        new()
        {
            Group = "apps",
            Version = "v1",
            Kind = "Deployment",
            Plural = "deployments",
            ShortNames = ["deploy"],
            Categories = ["all"],
            HasStatus = true,
            Scale = new(".spec.replicas", ".status.replicas", ".spec.selector"),
            Schema = WorkloadSchema.Deployment,
            Default = WorkloadDefaults.Deployment,
            Validate = WorkloadRules.Deployment,
            Columns = WorkloadColumns.Deployment,
        },
        new()
        {
            Group = "apps",
            Version = "v1",
            Kind = "ReplicaSet",
            Plural = "replicasets",
            ShortNames = ["rs"],
            Categories = ["all"],
            HasStatus = true,
            Scale = new(".spec.replicas", ".status.replicas", ".spec.selector"),
            Schema = WorkloadSchema.ReplicaSet,
            Default = WorkloadDefaults.Template,
            Validate = WorkloadRules.ReplicaSet,
            Columns = WorkloadColumns.ReplicaSet,
        },
        new()
        {
            Group = "apps",
            Version = "v1",
            Kind = "StatefulSet",
            Plural = "statefulsets",
            ShortNames = ["sts"],
            Categories = ["all"],
            HasStatus = true,
            Scale = new(".spec.replicas", ".status.replicas", ".spec.selector"),
            Schema = WorkloadSchema.StatefulSet,
            Default = WorkloadDefaults.StatefulSet,
            Validate = WorkloadRules.Owner,
            Columns = WorkloadColumns.StatefulSet,
        },
        new()
        {
            Group = "apps",
            Version = "v1",
            Kind = "DaemonSet",
            Plural = "daemonsets",
            ShortNames = ["ds"],
            Categories = ["all"],
            HasStatus = true,
            Schema = WorkloadSchema.DaemonSet,
            Default = WorkloadDefaults.DaemonSet,
            Validate = WorkloadRules.Owner,
            Columns = WorkloadColumns.DaemonSet,
        },
        new()
        {
            Group = "apps",
            Version = "v1",
            Kind = "ControllerRevision",
            Plural = "controllerrevisions",
            HasGeneration = false,
            Schema = AnyKind,
        },
    ];
}
