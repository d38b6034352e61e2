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
            return fault.Reason.Contains("Metric", StringComparison.Ordinal) && isMetricsServed is false
                ? new(false, Reasons.MetricsApiMissing, MissingPieces.MetricsApi.Message)
                : new(false, fault.Reason, $"HorizontalPodAutoscaler {autoscaler!.Metadata.Name}: {fault.Message}");
        }

        return autoscaler?.Status?.Conditions?.Any(condition => condition is { Type: "ScalingActive", Status: "True" }) is true
            ? new(true, Reasons.ScalerActive, "")
            : new(null, Reasons.Pending, "the HorizontalPodAutoscaler has not reported yet");
    }

    /// <summary>What KEDA says, and the HorizontalPodAutoscaler that it made.</summary>
    /// <param name="scaledObject">The ScaledObject.</param>
    /// <param name="autoscaler">KEDA's HorizontalPodAutoscaler.</param>
    /// <param name="isZero">Whether the app has no pod, which switches the HorizontalPodAutoscaler off.</param>
    public static ScalerReport OfKeda(ScaledObject? scaledObject, V2HorizontalPodAutoscaler? autoscaler, bool isZero)
    {
        var ready = scaledObject?.Status?.Conditions?.FirstOrDefault(condition => condition.Type == "Ready");
        if (ready?.Status is not ("True" or "False"))
        {
            return new(null, Reasons.Pending, "KEDA has not reported on the ScaledObject yet");
        }

        if (ready.Status == "False")
        {
            return new(false, NonEmpty(ready.Reason, "ScaledObjectNotReady"), $"ScaledObject {scaledObject!.Metadata.Name}: {ready.Message}");
        }

        // KEDA leaves an empty list out.
        if (!(scaledObject!.Status?.ExternalMetricNames ?? []).Any(name => name.StartsWith(HttpMetricPrefix, StringComparison.Ordinal)))
        {
            return new(false, Reasons.HttpMetricMissing, "KEDA scales without the HTTP metric; its HTTP add-on may have been away when the ScaledObject was read");
        }

        return !isZero && Faults(autoscaler).FirstOrDefault(fault => fault.Reason != "ScalingDisabled") is { } fault
            ? new(false, fault.Reason, $"HorizontalPodAutoscaler {autoscaler!.Metadata.Name}: {fault.Message}")
            : new(true, Reasons.ScalerActive, "");
    }

    private static IEnumerable<V2HorizontalPodAutoscalerCondition> Faults(V2HorizontalPodAutoscaler? autoscaler) =>
        (autoscaler?.Status?.Conditions ?? []).Where(condition =>
            condition.Status == "False" && condition.Type is "AbleToScale" or "ScalingActive" && !string.IsNullOrEmpty(condition.Reason));

    private static string NonEmpty(string? text, string otherwise) => string.IsNullOrEmpty(text) ? otherwise : text;
}
