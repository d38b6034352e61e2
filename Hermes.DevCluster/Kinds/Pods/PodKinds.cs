using Hermes.DevCluster.Tables;

namespace Hermes.DevCluster.Kinds.Pods;

/// <summary>Pods.</summary>
internal static class PodKinds
{
    public static IReadOnlyList<KindRow> Rows { get; } =
    [
        new()
        {
            Group = "",
            Version = "v1",
            Kind = "Pod",
            Plural = "pods",
            ShortNames = ["po"],
            Categories = ["all"],
            HasStatus = true,
            SelectableFields = ["spec.nodeName", "spec.restartPolicy", "spec.schedulerName", "spec.serviceAccountName", "status.phase", "status.podIP"],
            Schema = PodSchema.Pod,
            Default = PodDefaults.Pod,
            Validate = PodRules.Pod,
            Columns = PodColumns.Pod,
        },
    ];
}
