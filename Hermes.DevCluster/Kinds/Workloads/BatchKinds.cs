using Hermes.DevCluster.Tables;
using static Hermes.DevCluster.Kinds.SchemaBuilder;

namespace Hermes.DevCluster.Kinds.Workloads;

/// <summary>Jobs and CronJobs.</summary>
internal static class BatchKinds
{
    public static IReadOnlyList<KindRow> Rows { get; } =
    [
        new()
        {
            Group = "batch",
            Version = "v1",
            Kind = "Job",
            Plural = "jobs",
            Categories = ["all"],
            HasStatus = true,
            Schema = AnyKind,
            Columns = WorkloadColumns.Job,
        },
        new()
        {
            Group = "batch",
            Version = "v1",
            Kind = "CronJob",
            Plural = "cronjobs",
            ShortNames = ["cj"],
            Categories = ["all"],
            HasStatus = true,
            Schema = AnyKind,
            Columns = WorkloadColumns.CronJob,
        },
    ];
}
