using k8s.Models;

namespace Hermes.Operator.Entities.Keda;

/// <summary>What KEDA passes on to the HorizontalPodAutoscaler that it makes.</summary>
internal sealed record KedaAutoscalerConfig
{
    public V2HorizontalPodAutoscalerBehavior? Behavior { get; init; }
}
