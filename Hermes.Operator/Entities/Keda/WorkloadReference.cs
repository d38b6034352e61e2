namespace Hermes.Operator.Entities.Keda;

/// <summary>What is scaled: KEDA's kinds say it alike.</summary>
internal sealed record WorkloadReference
{
    public string? ApiVersion { get; init; }

    public string? Kind { get; init; }

    public string? Name { get; init; }
}
