using Hermes.Kubernetes.Entities;

namespace Hermes.Operator.Entities;

[Description("How the kubelet knows that a pod has started, is ready and is alive.")]
internal sealed record Probes
{
    [Description("Whether a pod gets requests. Default: it does once its port accepts connections.")]
    public ProbeSettings? Readiness { get; init; }

    [Description("Whether a pod is restarted. Default: only when its process ends.")]
    public ProbeSettings? Liveness { get; init; }

    [Description("Whether a pod has started: until then the other two wait. Default: none.")]
    public ProbeSettings? Startup { get; init; }
}
