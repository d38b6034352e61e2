using Hermes.Kubernetes.Health;

namespace Hermes.Kubernetes.Tests.Health;

internal sealed class HandProbe(string name, HealthProbeKind kind) : IHealthProbe
{
    public string? Fault { get; set; }

    public string Name => name;

    public HealthProbeKind Kind => kind;

    public string? Check() => Fault;
}
