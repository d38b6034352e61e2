using Hermes.Kubernetes.Entities;

namespace Hermes.Operator.Entities;

[Description("How the latest generation of the spec reached the cluster.")]
internal sealed record RolloutStatus
{
    [Description("The generation of the spec.")]
    public long? Generation { get; init; }

    [Description("When the operator first saw it.")]
    public DateTime? StartTime { get; init; }

    [Description("When the app was first available with it on every pod.")]
    public DateTime? CompletionTime { get; init; }

    [Description("The trace of the rollout, as 32 hexadecimal digits; none where the operator sends no traces or did not sample this one.")]
    [Length(maxLength: Bounds.TraceId)]
    public string? TraceId { get; init; }
}
