using Hermes.Operator.Entities;
using Hermes.Operator.Status;

namespace Hermes.Operator.Autoscaling;

/// <summary>
/// The next steps towards the one scaler that a spec asks for, and of the traffic that goes with it. At no moment of any switch do two
/// scalers stand, and no step takes the count out of [max(1, min), max].
/// </summary>
/// <remarks>
/// Level-based: every reconcile decides afresh from what stands, so a switch goes on wherever it was cut. What a step waits for changes
/// an object that is watched, or is named in <see cref="LookAgain"/>.
/// </remarks>
internal sealed record ScalingPlan
{
    public ReplicaDecision Replicas { get; init; } = new();

    /// <summary>Our HorizontalPodAutoscaler.</summary>
    public ObjectStep Autoscaler { get; init; }

    public ObjectStep ScaledObject { get; init; }

    /// <summary>The HTTPScaledObject or InterceptorRoute, and the Service that leads to the interceptor.</summary>
    public ObjectStep HttpRoute { get; init; }

    /// <summary>The least count that the ScaledObject names.</summary>
    public int MinReplicaCount { get; init; }

    /// <summary>Whether the ScaledObject that is to go must first keep a pod up, to take over the traffic.</summary>
    public bool RaiseMinimum { get; init; }

    /// <summary>What the Ingress leads to; <see cref="Backend.None"/> while it is not made yet.</summary>
    public Backend Backend { get; init; } = Backend.Service;

    /// <summary>Why the scaler is not in place; null where it is or will be at once.</summary>
    public ScalingFault? Fault { get; init; }

    /// <summary>When to decide again though nothing changed; null for not before a change.</summary>
    public TimeSpan? LookAgain { get; init; }

    /// <summary>Decides the next steps.</summary>
    /// <param name="observed">What stands.</param>
    /// <param name="wish">What the spec asks for.</param>
    /// <param name="times">The waits.</param>
    public static ScalingPlan Decide(ScalingObservation observed, ScalingWish wish, ScalingTimes times)
    {
        var plan = wish.Kind switch
        {
            ScalerKind.KedaHttp => HttpScalingPlan.Decide(observed, wish, times),
            ScalerKind.HorizontalPodAutoscaler => AutoscalerPlan.Decide(observed, wish, times),
            _ => FixedPlan.Decide(observed, wish, times),
        };

        // No change tells that a scaler has been on its way out for too long.
        TimeSpan?[] looks = [plan.LookAgain, ScalerFaults.UntilStuck(observed, times)];
        return plan with { LookAgain = looks.Min() };
    }
}
