using Hermes.Kubernetes.Entities;

namespace Hermes.Operator.Entities;

[Description("A limit of how far the number of pods may change within a period.")]
internal sealed record ScalingPolicy
{
    [Description("Whether value counts pods or percent.")]
    [Required]
    [AllowedValues("Pods", "Percent")]
    public string? Type { get; init; }

    [Description("How far the number may change.")]
    [Required]
    [RangeMinimum(1)]
    [RangeMaximum(Bounds.MaxUtilization)]
    public int? Value { get; init; }

    [Description("The period in seconds.")]
    [Required]
    [RangeMinimum(1)]
    [RangeMaximum(Bounds.MaxPolicySeconds)]
    public int? PeriodSeconds { get; init; }
}
