namespace Hermes.Operator.Entities.Keda;

internal sealed record ScaledObjectSpec
{
    public WorkloadReference? ScaleTargetRef { get; init; }

    public int? MinReplicaCount { get; init; }

    public int? MaxReplicaCount { get; init; }

    /// <summary>Seconds without activity before KEDA scales to zero.</summary>
    public int? CooldownPeriod { get; init; }

    /// <summary>Seconds from creation before KEDA scales to zero; 0 where unset.</summary>
    public int? InitialCooldownPeriod { get; init; }

    public ScaledObjectAdvanced? Advanced { get; init; }

    public IReadOnlyList<ScaleTrigger>? Triggers { get; init; }
}
