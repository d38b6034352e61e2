using Hermes.DevCluster.Kinds.Pods;
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
            ValidateStatus = WorkloadStatusRules.Deployment,
            Warn = TemplateWarnings.Of,
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
            ValidateStatus = WorkloadStatusRules.ReplicaSet,
            Warn = TemplateWarnings.Of,
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
            Warn = TemplateWarnings.Of,
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
            Warn = TemplateWarnings.Of,
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
