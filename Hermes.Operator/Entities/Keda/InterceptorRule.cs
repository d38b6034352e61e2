namespace Hermes.Operator.Entities.Keda;

internal sealed record InterceptorRule
{
    public IReadOnlyList<string>? Hosts { get; init; }
}
