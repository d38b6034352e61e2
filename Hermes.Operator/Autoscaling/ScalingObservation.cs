namespace Hermes.Operator.Autoscaling;

/// <summary>What stands of an app's scaling and traffic, as far as decisions depend on it.</summary>
internal sealed record ScalingObservation
{
    /// <summary>The Deployment's <c>spec.replicas</c>; null where there is no Deployment.</summary>
    public int? Count { get; init; }

    /// <summary>Whether our last apply named the count: dropping it would then reset it to 1.</summary>
    public bool IsCountNamed { get; init; }

    /// <summary>The count that a scaler last wished; null where none has.</summary>
    public int? LastDesired { get; init; }

    /// <summary>Whether the Deployment has its minimum available.</summary>
    public bool IsAvailable { get; init; }

    /// <summary>Our HorizontalPodAutoscaler.</summary>
    public Presence Autoscaler { get; init; }

    public Presence ScaledObject { get; init; }

    /// <summary>The HorizontalPodAutoscaler that KEDA makes for the ScaledObject.</summary>
    public Presence KedaAutoscaler { get; init; }

    /// <summary>The HTTPScaledObject or InterceptorRoute.</summary>
    public Presence HttpRoute { get; init; }

    /// <summary>The Service that leads to KEDA's interceptor.</summary>
    public Presence InterceptorService { get; init; }

    /// <summary>The least count that the ScaledObject names; null where there is none.</summary>
    public int? MinReplicaCount { get; init; }

    public bool IsScaledObjectReady { get; init; }

    /// <summary>Whether KEDA is installed; null while that is not known.</summary>
    public bool? IsKedaServed { get; init; }

    /// <summary>Whether its HTTP add-on is installed; null while that is not known.</summary>
    public bool? IsHttpAddOnServed { get; init; }

    /// <summary>Where KEDA and its HTTP add-on belong: the commands that install them name it.</summary>
    public string KedaNamespace { get; init; } = "keda";

    /// <summary>Autoscalers of somebody else that are aimed at the app, as <c>kind name</c>.</summary>
    public IReadOnlyList<string> ForeignScalers { get; init; } = [];

    /// <summary>What the Ingress leads to.</summary>
    public Backend Backend { get; init; }

    /// <summary>Since when, so far, the ScaledObject is ready and traffic leads to the interceptor.</summary>
    public TimeSpan? ThroughInterceptorFor { get; init; }

    /// <summary>Since when, so far, HTTP scaling is not wished any more and no Ingress leads to the interceptor.</summary>
    public TimeSpan? AroundInterceptorFor { get; init; }

    /// <summary>Since when, so far, an Ingress that is to be made waits for the ScaledObject.</summary>
    public TimeSpan? AwaitingScaledObjectFor { get; init; }

    /// <summary>Since when, so far, a former scaler is on its way out.</summary>
    public TimeSpan? LeavingFor { get; init; }

    /// <summary>Whether anything that scales the app is there, on its way out or not.</summary>
    public bool IsScaled => Autoscaler != Presence.Absent || IsKedaPresent;

    /// <summary>Whether KEDA's part is there; it is gone only once its HorizontalPodAutoscaler is gone too.</summary>
    public bool IsKedaPresent => ScaledObject != Presence.Absent || KedaAutoscaler != Presence.Absent;

    /// <summary>Whether anything that only HTTP scaling needs is there.</summary>
    public bool HasHttpObjects =>
        ScaledObject != Presence.Absent || HttpRoute != Presence.Absent || InterceptorService != Presence.Absent;
}
