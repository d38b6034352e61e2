using Hermes.Kubernetes.Entities;
using k8s.Models;

namespace Hermes.Operator.Entities;

[Description("Rules for one direction of scaling.")]
internal sealed record ScalingRules
{
    [Description("Seconds over which the most cautious recommendation counts.")]
    [RangeMinimum(0)]
    [RangeMaximum(Bounds.MaxStabilizationSeconds)]
    public int? StabilizationWindowSeconds { get; init; }

    [Description("Which policy counts where several allow a change. Default: Max.")]
    [AllowedValues("Max", "Min", "Disabled")]
    public string? SelectPolicy { get; init; }

    [Description("Limits of a change.")]
    [Items(1, Bounds.Policies)]
    public IReadOnlyList<ScalingPolicy>? Policies { get; init; }

    [Description("The deviation from the target that is let pass, such as 0.05. Needs a cluster that knows the field.")]
    [Length(1, Bounds.Quantity)]
    [Pattern(Patterns.Quantity)]
    public IntOrString? Tolerance { get; init; }
}
