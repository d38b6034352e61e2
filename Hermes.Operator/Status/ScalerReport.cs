using Hermes.Operator.Entities.Keda;
using k8s.Models;

namespace Hermes.Operator.Status;

/// <summary>What the scaler says of itself.</summary>
/// <param name="IsActive">Whether it works; null while it has not said.</param>
/// <param name="Reason">Its own reason, or one of <see cref="Reasons"/>.</param>
/// <param name="Message">Its own words.</param>
internal sealed record ScalerReport(bool? IsActive, string Reason, string Message)
{
    private const string HttpMetricPrefix = "s0-http";

    public static ScalerReport OfAutoscaler(V2HorizontalPodAutoscaler? autoscaler, bool? isMetricsServed)
    {
        if (Faults(autoscaler).FirstOrDefault() is { } fault)
        {
            return OfFault(autoscaler!, fault, isMetricsServed);
        }

        return autoscaler?.Status?.Conditions?.Any(condition => condition is { Type: "ScalingActive", Status: "True" }) is true
            ? new(true, Reasons.ScalerActive, "")
            : new(null, Reasons.Pending, "the HorizontalPodAutoscaler has not reported yet");
    }

    /// <summary>What KEDA says, and the HorizontalPodAutoscaler that it made.</summary>
    /// <param name="scaledObject">The ScaledObject.</param>
    /// <param name="autoscaler">KEDA's HorizontalPodAutoscaler.</param>
    /// <param name="count">The Deployment's count.</param>
    /// <param name="isMetricsServed">Whether the metrics API answers; null while that is not known.</param>
    public static ScalerReport OfKeda(
        ScaledObject? scaledObject, V2HorizontalPodAutoscaler? autoscaler, int? count, bool? isMetricsServed)
    {
        var ready = Condition(scaledObject, "Ready");
        if (ready?.Status is not ("True" or "False"))
        {
            return new(null, Reasons.Pending, "KEDA has not reported on the ScaledObject yet");
        }

        if (ready.Status == "False")
        {
            return OfCondition(scaledObject!, ready, "ScaledObjectNotReady");
        }

        if (Condition(scaledObject, "Paused") is { Status: "True" } paused)
        {
            return OfCondition(scaledObject!, paused, "ScaledObjectPaused");
        }

        // KEDA leaves an empty list out.
        if (!(scaledObject!.Status?.ExternalMetricNames ?? []).Any(name => name.StartsWith(HttpMetricPrefix, StringComparison.Ordinal)))
        {
            return new(
                false,
                Reasons.HttpMetricMissing,
                "KEDA scales without the HTTP metric, most often since its HTTP add-on did not answer when KEDA built the "
                + "HorizontalPodAutoscaler: see that the add-on runs, then delete that HorizontalPodAutoscaler, which KEDA builds anew");
        }

        // Active False is an app that nobody asks anything of; Unknown is a trigger that KEDA cannot ask.
        if (Condition(scaledObject, "Active") is { Status: "Unknown" } active)
        {
            return OfCondition(scaledObject, active, "ScaledObjectNotActive");
        }

        // Without pods the HorizontalPodAutoscaler is switched off, which is as it should be only where zero is a count that was asked for.
        var sleeps = count == 0 && scaledObject.Spec.MinReplicaCount == 0;
        return sleeps || Faults(autoscaler).FirstOrDefault() is not { } fault
            ? new(true, Reasons.ScalerActive, "")
            : OfFault(autoscaler!, fault, isMetricsServed);
    }

    private static ScalerReport OfCondition(ScaledObject scaledObject, KedaCondition condition, string otherwise) =>
        new(false, string.IsNullOrEmpty(condition.Reason) ? otherwise : condition.Reason, $"ScaledObject {scaledObject.Metadata.Name}: {condition.Message}");

    private static ScalerReport OfFault(
        V2HorizontalPodAutoscaler autoscaler, V2HorizontalPodAutoscalerCondition fault, bool? isMetricsServed) =>
        isMetricsServed is false && fault.Reason.Contains("ResourceMetric", StringComparison.Ordinal)
            ? new(false, MissingPieces.MetricsApi.Reason, MissingPieces.MetricsApi.Message)
            : new(false, fault.Reason, $"HorizontalPodAutoscaler {autoscaler.Metadata.Name}: {fault.Message}");

    private static KedaCondition? Condition(ScaledObject? scaledObject, string type) =>
        scaledObject?.Status?.Conditions?.FirstOrDefault(condition => condition.Type == type);

    private static IEnumerable<V2HorizontalPodAutoscalerCondition> Faults(V2HorizontalPodAutoscaler? autoscaler) =>
        (autoscaler?.Status?.Conditions ?? []).Where(condition =>
            condition.Status == "False" && condition.Type is "AbleToScale" or "ScalingActive" && !string.IsNullOrEmpty(condition.Reason));
}
