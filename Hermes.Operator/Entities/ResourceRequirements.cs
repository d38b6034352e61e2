using Hermes.Kubernetes.Entities;
using k8s.Models;

namespace Hermes.Operator.Entities;

[Description("Compute resources of each pod. A utilization target is a share of the request.")]
internal sealed record ResourceRequirements
{
    [Description("What a pod is sure to have. Default: cpu 100m and memory 128Mi, or the limit where that is less.")]
    [Items(maxItems: Bounds.Resources)]
    [Length(1, Bounds.Quantity)]
    [Pattern(Patterns.Quantity)]
    public IReadOnlyDictionary<string, IntOrString>? Requests { get; init; }

    [Description("What a pod may use at most. Default: memory 256Mi, or the request where that is more; no limit of cpu.")]
    [Items(maxItems: Bounds.Resources)]
    [Length(1, Bounds.Quantity)]
    [Pattern(Patterns.Quantity)]
    public IReadOnlyDictionary<string, IntOrString>? Limits { get; init; }
}
