using Hermes.Operator.Entities;

namespace Hermes.Operator.Children;

/// <summary>What children depend on beyond the spec, and what only somebody who sees the cluster can decide.</summary>
internal sealed record ChildDecisions
{
    /// <summary>The replicas that the Deployment names; null to name none, and so to leave them to whoever owns them.</summary>
    public required int? Replicas { get; init; }

    /// <summary>The Ingress hosts that this app holds, in the spec's order; empty for no Ingress.</summary>
    public required IReadOnlyList<string> Hosts { get; init; }

    /// <summary>Whether the Ingress leads to the interceptor rather than straight to the app's Service.</summary>
    public required bool ThroughInterceptor { get; init; }

    /// <summary>The least number of pods that KEDA's ScaledObject names now.</summary>
    public required int MinReplicaCount { get; init; }

    /// <summary>The decisions once every hand-over is done and no host is disputed.</summary>
    public static ChildDecisions Settled(HermesApp app, ChildEnvironment environment) => new()
    {
        Replicas = app.Spec.Scaling is null ? app.Spec.Replicas : null,
        Hosts = app.Spec.Ingress?.Hosts ?? [],
        ThroughInterceptor = app.Spec.Scaling?.Http is not null && environment.CanScaleOnHttp,
        MinReplicaCount = app.Spec.Scaling?.MinReplicas ?? Defaults.MinReplicas,
    };
}
