namespace Hermes.Operator.Entities.Keda;

internal sealed record HttpScaledObjectStatus
{
    public IReadOnlyList<KedaCondition>? Conditions { get; init; }
}
