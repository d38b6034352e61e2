using Hermes.DevCluster.Tables;

namespace Hermes.DevCluster.Kinds.Autoscaling;

/// <summary>HorizontalPodAutoscalers.</summary>
internal static class AutoscalingKinds
{
    public static IReadOnlyList<KindRow> Rows { get; } =
    [
        new()
        {
            Group = "autoscaling",
            Version = "v2",
            Kind = "HorizontalPodAutoscaler",
            Plural = "horizontalpodautoscalers",
            ShortNames = ["hpa"],
            Categories = ["all"],
            HasStatus = true,
            HasGeneration = false,
            Schema = AutoscalerSchema.Autoscaler,
            Default = AutoscalerDefaults.Fill,
            Validate = AutoscalerRules.Check,
            ValidateStatus = AutoscalerRules.CheckStatus,
            Columns = AutoscalerColumns.Autoscaler,
        },
    ];
}
