using Hermes.Kubernetes.Entities;

namespace Hermes.Operator.Entities;

[Description("How fast the number of pods may change, as in autoscaling/v2.")]
internal sealed record ScalingBehavior
{
    [Description("Rules for more pods.")]
    public ScalingRules? ScaleUp { get; init; }

    [Description("Rules for fewer pods.")]
    public ScalingRules? ScaleDown { get; init; }
}
