namespace Hermes.Operator.Entities.Keda;

/// <summary>A condition of KEDA's kinds: a ScaledObject's lack the standard shape's times.</summary>
internal sealed record KedaCondition
{
    public string? Type { get; init; }

    public string? Status { get; init; }

    public string? Reason { get; init; }

    public string? Message { get; init; }
}
