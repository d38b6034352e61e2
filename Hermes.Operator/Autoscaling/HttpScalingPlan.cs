using Hermes.Operator.Status;

namespace Hermes.Operator.Autoscaling;

/// <summary>Steps towards scaling on HTTP requests by KEDA.</summary>
internal static class HttpScalingPlan
{
    public static ScalingPlan Decide(ScalingObservation observed, ScalingWish wish, ScalingTimes times)
    {
        if (observed.IsKedaServed is false || observed.IsHttpAddOnServed is false)
        {
            return WithoutKeda(observed, wish);
        }

        if (observed.IsKedaServed is null || observed.IsHttpAddOnServed is null)
        {
            return Undecided(observed, wish, times);
        }

        if (observed.Autoscaler != Presence.Absent)
        {
            return FromAutoscaler(observed, wish, times);
        }

        var foreign = ScalerFaults.Foreign(observed);
        var isLeaving = observed.ScaledObject == Presence.Leaving
            || (observed.ScaledObject == Presence.Absent && observed.KedaAutoscaler != Presence.Absent);
        var replicas = ReplicaDecision.Scaled(observed, wish, isScalerAtWork: observed.IsKedaPresent || foreign is not null);
        var canStand = observed.ScaledObject == Presence.Standing || (!isLeaving && foreign is null && replicas.Named is null);
        var plan = new ScalingPlan
        {
            Replicas = replicas,
            Autoscaler = ObjectStep.Delete,
            HttpRoute = ObjectStep.Apply,
            ScaledObject = canStand ? ObjectStep.Apply : ObjectStep.Keep,
            Fault = foreign ?? (isLeaving ? ScalerFaults.Leaving(observed, times) : null),
        };
        var routed = Route(plan, observed, wish, times);
        return routed with { MinReplicaCount = Minimum(routed, observed, wish, times) };
    }

    /// <summary>The app runs without a scaler, or with the HorizontalPodAutoscaler that it has; traffic goes straight to it.</summary>
    private static ScalingPlan WithoutKeda(ScalingObservation observed, ScalingWish wish) => new()
    {
        Replicas = ReplicaDecision.Scaled(observed, wish, isScalerAtWork: observed.IsScaled || observed.ForeignScalers.Count > 0),
        Backend = Backend.Service,
        RaiseMinimum = observed.ScaledObject == Presence.Standing && observed.MinReplicaCount < 1,
        Fault = observed.IsKedaServed is false ? MissingPieces.Keda(observed.KedaNamespace) : MissingPieces.HttpAddOn(observed.KedaNamespace),
    };

    /// <summary>Ignorance is not absence: everything stays as it stands, and a new app runs.</summary>
    private static ScalingPlan Undecided(ScalingObservation observed, ScalingWish wish, ScalingTimes times)
    {
        var remaining = PatienceLeft(observed, times);
        return new()
        {
            Replicas = ReplicaDecision.Scaled(observed, wish, isScalerAtWork: true),
            Backend = observed.Backend == Backend.None && remaining is null ? Backend.Service : observed.Backend,
            Fault = ScalerFaults.Unknown,
            LookAgain = times.DiscoveryPoll,
        };
    }

    private static ScalingPlan FromAutoscaler(ScalingObservation observed, ScalingWish wish, ScalingTimes times) => new()
    {
        Replicas = ReplicaDecision.Scaled(observed, wish, isScalerAtWork: true),
        Autoscaler = ObjectStep.Delete,
        HttpRoute = ObjectStep.Apply,
        Backend = Backend.Service,
        Fault = ScalerFaults.Leaving(observed, times),
    };

    /// <summary>Zero only once traffic has led through the interceptor for a while: before, nothing would wake the app.</summary>
    private static int Minimum(ScalingPlan routed, ScalingObservation observed, ScalingWish wish, ScalingTimes times)
    {
        var wasSettled = observed.MinReplicaCount == 0 && routed.Backend != Backend.Service;
        return wasSettled || !wish.HasIngress || observed.ThroughInterceptorFor >= times.TrafficGrace ? wish.Min : wish.Floor;
    }

    private static ScalingPlan Route(ScalingPlan plan, ScalingObservation observed, ScalingWish wish, ScalingTimes times)
    {
        if (!wish.HasIngress)
        {
            return plan;
        }

        // Once there, traffic stays: a ScaledObject that is ready no more does not keep the interceptor from working.
        if (observed.Backend == Backend.Interceptor || CanTakeTraffic(observed))
        {
            return plan with { Backend = Backend.Interceptor, LookAgain = UntilSettled(observed, wish, times) };
        }

        // One write instead of two, and no detour for the first requests, if the ScaledObject is quick.
        return observed.Backend == Backend.None && plan.Fault is null && PatienceLeft(observed, times) is { } remaining
            ? plan with { Backend = Backend.None, LookAgain = remaining }
            : plan with { Backend = Backend.Service };
    }

    private static bool CanTakeTraffic(ScalingObservation observed) => observed is
    {
        ScaledObject: Presence.Standing,
        IsScaledObjectReady: true,
        InterceptorService: Presence.Standing,
        HttpRoute: Presence.Standing,
    };

    /// <summary>When the wished minimum may be taken, if that is less than the app has to have until then.</summary>
    private static TimeSpan? UntilSettled(ScalingObservation observed, ScalingWish wish, ScalingTimes times) =>
        wish.Min < wish.Floor && observed.MinReplicaCount != 0
            && observed.ThroughInterceptorFor is { } soFar && soFar < times.TrafficGrace
            ? times.TrafficGrace - soFar
            : null;

    private static TimeSpan? PatienceLeft(ScalingObservation observed, ScalingTimes times)
    {
        var remaining = times.IngressPatience - (observed.AwaitingScaledObjectFor ?? TimeSpan.Zero);
        return remaining > TimeSpan.Zero ? remaining : null;
    }
}
