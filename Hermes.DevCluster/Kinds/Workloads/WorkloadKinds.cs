using static Hermes.DevCluster.Kinds.SchemaBuilder;

namespace Hermes.DevCluster.Kinds.Workloads;

/// <summary>Deployments and their kin.</summary>
internal static class WorkloadKinds
{
    public static IReadOnlyList<KindRow> Rows { get; } =
    [
        new() { Group = "apps", Version = "v1", Kind = "Deployment", Plural = "deployments", ShortNames = ["deploy"], Categories = ["all"], HasStatus = true, Scale = new(".spec.replicas", ".status.replicas", ".spec.selector"), Schema = AnyKind },
        new() { Group = "apps", Version = "v1", Kind = "ReplicaSet", Plural = "replicasets", ShortNames = ["rs"], Categories = ["all"], HasStatus = true, Scale = new(".spec.replicas", ".status.replicas", ".spec.selector"), Schema = AnyKind },
        new() { Group = "apps", Version = "v1", Kind = "StatefulSet", Plural = "statefulsets", ShortNames = ["sts"], Categories = ["all"], HasStatus = true, Scale = new(".spec.replicas", ".status.replicas", ".spec.selector"), Schema = AnyKind },
        new() { Group = "apps", Version = "v1", Kind = "DaemonSet", Plural = "daemonsets", ShortNames = ["ds"], Categories = ["all"], HasStatus = true, Schema = AnyKind },
        new() { Group = "apps", Version = "v1", Kind = "ControllerRevision", Plural = "controllerrevisions", HasGeneration = false, Schema = AnyKind },
    ];
}
