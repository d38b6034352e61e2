using Hermes.Operator.Status;

namespace Hermes.Operator.Autoscaling;

/// <summary>What can stand between an app and its scaler, in words that say what to do.</summary>
internal static class ScalerFaults
{
    public static readonly ScalingFault Unknown =
        new(Reasons.Pending, "it is not known yet whether KEDA and its HTTP add-on are installed; nothing is changed until then", IsUndecided: true);

    public static ScalingFault? Foreign(ScalingObservation observed) => observed.ForeignScalers.Count == 0
        ? null
        : new(
            Reasons.ForeignAutoscaler,
            $"{string.Join(", ", observed.ForeignScalers)} scales this app too; delete it, or take scaling and replicas out of the spec");

    /// <summary>A former scaler on its way out: soon a fault.</summary>
    public static ScalingFault Leaving(ScalingObservation observed, ScalingTimes times) => observed.LeavingFor >= times.LeavingPatience
        ? new(Reasons.ScalerStuckTerminating, "the former scaler was deleted and does not go; look at its finalizers, and whether KEDA runs")
        : new(Reasons.SwitchingScaler, "waiting for the former scaler to go", IsUndecided: true);

    /// <summary>When <see cref="Leaving"/> turns into a fault.</summary>
    public static TimeSpan? UntilStuck(ScalingObservation observed, ScalingTimes times) =>
        observed.LeavingFor is { } leaving && leaving < times.LeavingPatience ? times.LeavingPatience - leaving : null;
}
