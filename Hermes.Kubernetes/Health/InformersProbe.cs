using Hermes.Kubernetes.Caching;

namespace Hermes.Kubernetes.Health;

/// <summary>Ready once every required informer holds one complete list.</summary>
internal sealed class InformersProbe(InformerCache informers) : IHealthProbe
{
    public string Name => "informers";

    public HealthProbeKind Kind => HealthProbeKind.Readiness;

    public string? Check() => informers.HasSynced ? null : "not every required kind has been listed yet";
}
