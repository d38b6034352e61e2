namespace Hermes.Operator.Entities.Keda;

internal sealed record ScaledObjectStatus
{
    /// <summary>The metrics that KEDA serves for the object, such as <c>s0-http-hello</c>.</summary>
    public IReadOnlyList<string>? ExternalMetricNames { get; init; }

    /// <summary>The HorizontalPodAutoscaler that KEDA made.</summary>
    public string? HpaName { get; init; }

    public IReadOnlyList<KedaCondition>? Conditions { get; init; }
}
