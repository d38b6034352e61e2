namespace Hermes.Operator.Entities.Keda;

internal sealed record ScaledObjectAdvanced
{
    public KedaAutoscalerConfig? HorizontalPodAutoscalerConfig { get; init; }
}
