namespace Hermes.Operator.Entities.Keda;

internal sealed record InterceptorRouteSpec
{
    public InterceptorTarget? Target { get; init; }

    public IReadOnlyList<InterceptorRule>? Rules { get; init; }

    public HttpScalingMetric? ScalingMetric { get; init; }
}
