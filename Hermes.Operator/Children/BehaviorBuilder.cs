using Hermes.Operator.Entities;
using k8s.Models;

namespace Hermes.Operator.Children;

/// <summary>The behavior as autoscaling/v2 has it, for our HorizontalPodAutoscaler and for the one that KEDA makes.</summary>
internal static class BehaviorBuilder
{
    public static V2HorizontalPodAutoscalerBehavior? Build(ScalingBehavior? behavior)
    {
        var (up, down) = (Rules(behavior?.ScaleUp), Rules(behavior?.ScaleDown));
        return up is null && down is null ? null : new V2HorizontalPodAutoscalerBehavior { ScaleUp = up, ScaleDown = down };
    }

    private static V2HPAScalingRules? Rules(ScalingRules? rules) => rules is null || rules == new ScalingRules()
        ? null
        : new V2HPAScalingRules
        {
            StabilizationWindowSeconds = rules.StabilizationWindowSeconds,
            SelectPolicy = rules.SelectPolicy,
            Policies = rules.Policies is { } policies ? [.. policies.Select(Policy)] : null,
            Tolerance = rules.Tolerance is { } tolerance ? Amount.Parse(tolerance) : null,
        };

    private static V2HPAScalingPolicy Policy(ScalingPolicy policy) => new()
    {
        Type = policy.Type,
        Value = policy.Value!.Value,
        PeriodSeconds = policy.PeriodSeconds!.Value,
    };
}
