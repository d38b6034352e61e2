using Hermes.Kubernetes.Entities;
using k8s.Models;

namespace Hermes.Operator.Entities;

[Description("What the operator last saw of the app.")]
internal sealed record HermesAppStatus
{
    [Description("The generation of the spec that this status is about.")]
    public long? ObservedGeneration { get; init; }

    [Description("The number of pods.")]
    public int? Replicas { get; init; }

    [Description("The number of pods that are ready.")]
    public int? ReadyReplicas { get; init; }

    [Description("The pods' label selector.")]
    [Length(maxLength: Bounds.Text)]
    public string? Selector { get; init; }

    [Description("Where the app answers.")]
    [Length(maxLength: Bounds.Url)]
    public string? Url { get; init; }

    [Description("What decides the number of pods.")]
    public ScalerStatus? Scaler { get; init; }

    [Description("The objects that the operator keeps for the app.")]
    [ListType("map", "kind", "name")]
    [Items(maxItems: Bounds.Children)]
    public IReadOnlyList<ChildStatus>? Children { get; init; }

    [Description("How the latest generation of the spec reached the cluster.")]
    public RolloutStatus? Rollout { get; init; }

    [Description("What works and what does not: Accepted, Available, RolledOut, ScalingReady, RoutingReady and, over all of them, Ready.")]
    [ListType("map", "type")]
    [Items(maxItems: Bounds.Conditions)]
    public IReadOnlyList<V1Condition>? Conditions { get; init; }
}
