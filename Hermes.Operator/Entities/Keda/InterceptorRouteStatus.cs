namespace Hermes.Operator.Entities.Keda;

internal sealed record InterceptorRouteStatus
{
    public IReadOnlyList<KedaCondition>? Conditions { get; init; }
}
