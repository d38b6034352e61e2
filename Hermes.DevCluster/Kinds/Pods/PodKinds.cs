using static Hermes.DevCluster.Kinds.SchemaBuilder;

namespace Hermes.DevCluster.Kinds.Pods;

/// <summary>Pods.</summary>
internal static class PodKinds
{
    public static IReadOnlyList<KindRow> Rows { get; } =
    [
        new() { Group = "", Version = "v1", Kind = "Pod", Plural = "pods", ShortNames = ["po"], Categories = ["all"], HasStatus = true, SelectableFields = ["spec.nodeName", "spec.restartPolicy", "spec.schedulerName", "spec.serviceAccountName", "status.phase", "status.podIP"], Schema = AnyKind },
    ];
}
