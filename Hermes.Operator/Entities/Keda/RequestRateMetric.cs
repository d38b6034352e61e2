namespace Hermes.Operator.Entities.Keda;

internal sealed record RequestRateMetric
{
    public int? TargetValue { get; init; }

    /// <summary>The time over which the rate is averaged, as Go writes durations.</summary>
    public string? Window { get; init; }

    /// <summary>The time that one bucket of the window covers, as Go writes durations.</summary>
    public string? Granularity { get; init; }
}
