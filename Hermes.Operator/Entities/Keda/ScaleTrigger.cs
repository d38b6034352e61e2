namespace Hermes.Operator.Entities.Keda;

internal sealed record ScaleTrigger
{
    public string? Type { get; init; }

    public string? MetricType { get; init; }

    /// <summary>Settings of the scaler; every value is a string.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }
}
