namespace Hermes.Operator.Entities.Keda;

/// <summary>Exactly one of the two.</summary>
internal sealed record HttpScalingMetric
{
    public ConcurrencyMetric? Concurrency { get; init; }

    public RequestRateMetric? RequestRate { get; init; }
}
