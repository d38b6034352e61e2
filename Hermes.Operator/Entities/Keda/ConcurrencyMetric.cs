namespace Hermes.Operator.Entities.Keda;

internal sealed record ConcurrencyMetric
{
    public int? TargetValue { get; init; }
}
