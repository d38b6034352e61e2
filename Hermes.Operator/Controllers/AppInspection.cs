using Hermes.Operator.Autoscaling;
using Hermes.Operator.Entities.Keda;
using Hermes.Operator.Status;
using k8s.Models;

namespace Hermes.Operator.Controllers;

/// <summary>What stands of an app, all of it its own.</summary>
internal sealed record AppInspection
{
    public V1Deployment? Deployment { get; init; }

    public V1Service? Service { get; init; }

    public V1Service? InterceptorService { get; init; }

    public V1Ingress? Ingress { get; init; }

    public V2HorizontalPodAutoscaler? Autoscaler { get; init; }

    public V2HorizontalPodAutoscaler? KedaAutoscaler { get; init; }

    public ScaledObject? ScaledObject { get; init; }

    public HttpScaledObject? HttpScaledObject { get; init; }

    public InterceptorRoute? InterceptorRoute { get; init; }

    public required HostClaims Hosts { get; init; }

    public required ScalingWish Wish { get; init; }

    public required ScalingObservation Scaling { get; init; }
}
