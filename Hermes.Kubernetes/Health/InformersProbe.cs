using Hermes.Kubernetes.Caching;

namespace Hermes.Kubernetes.Health;

/// <summary>
/// Ready once every required informer holds one complete list, and ready from then on. A store that falls behind later, such as while the
/// API server is away, is not told here: the operator goes on with what it knows, and to be taken for unready would help nobody. The gauge
/// <c>hermes.client.informer.lag</c> shows it.
/// </summary>
internal sealed class InformersProbe(InformerCache informers) : IHealthProbe
{
    public string Name => "informers";

    public HealthProbeKind Kind => HealthProbeKind.Readiness;

    public string? Check() => informers.HasSynced ? null : "not every required kind has been listed yet";
}
