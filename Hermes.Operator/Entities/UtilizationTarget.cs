using Hermes.Kubernetes.Entities;

namespace Hermes.Operator.Entities;

[Description("A target as a share of what the pods request.")]
internal sealed record UtilizationTarget
{
    [Description("Average use over all pods, in percent of the request.")]
    [Required]
    [RangeMinimum(1)]
    [RangeMaximum(Bounds.MaxUtilization)]
    public int? AverageUtilization { get; init; }
}
