namespace Hermes.Operator.Entities.Keda;

internal sealed record HttpScaledObjectSpec
{
    /// <summary>Hosts whose requests count; never empty, since none means every host of the cluster.</summary>
    public IReadOnlyList<string>? Hosts { get; init; }

    public HttpScaleTarget? ScaleTargetRef { get; init; }

    public ReplicaBounds? Replicas { get; init; }

    public HttpScalingMetric? ScalingMetric { get; init; }

    /// <summary>Seconds without a request before the add-on reports none pending.</summary>
    public int? ScaledownPeriod { get; init; }
}
