using Hermes.Operator.Entities;
using Hermes.Operator.Entities.Keda;
using k8s.Models;

namespace Hermes.Operator.Status;

/// <summary>All that an app's status is made from.</summary>
internal sealed record AppObservation
{
    public required HermesApp App { get; init; }

    /// <summary>The time, in UTC.</summary>
    public required DateTime Now { get; init; }

    public V1Deployment? Deployment { get; init; }

    public V1Service? Service { get; init; }

    public V1Ingress? Ingress { get; init; }

    /// <summary>The HorizontalPodAutoscaler at work: ours, or the one that KEDA made.</summary>
    public V2HorizontalPodAutoscaler? Autoscaler { get; init; }

    public ScaledObject? ScaledObject { get; init; }

    /// <summary>What the newest pod that does not serve says; null where all serve or say nothing.</summary>
    public PodCause? PodCause { get; init; }

    /// <summary>What became of each child.</summary>
    public IReadOnlyList<ChildOutcome> Children { get; init; } = [];

    /// <summary>Why the scaler is not in place; null where it is.</summary>
    public ScalingFault? ScalingFault { get; init; }

    /// <summary>What the scaler says of itself; null where none is wanted.</summary>
    public ScalerReport? ScalerReport { get; init; }

    /// <summary>Whether what the scaler reports has held for long enough to be called a fault.</summary>
    public bool IsReportSettled { get; init; }

    public HostClaims Hosts { get; init; } = HostClaims.None;

    /// <summary>The IngressClass that the spec names and the cluster has not; null where it has, or that is not known.</summary>
    public string? MissingIngressClass { get; init; }

    /// <summary>Whether it is Traefik that takes the Ingress.</summary>
    public bool IsTraefik { get; init; }

    /// <summary>Whether the Ingress leads to KEDA's interceptor.</summary>
    public bool ThroughInterceptor { get; init; }

    /// <summary>The trace of the present generation's rollout; null where none is recorded.</summary>
    public string? TraceId { get; init; }

    /// <summary>Where the app is reached from inside the cluster.</summary>
    public required string InternalUrl { get; init; }
}
