namespace Hermes.Operator.Autoscaling;

/// <summary>
/// Turns HTTP scaling off without losing a request: the app is kept up, traffic goes around the interceptor, and only then, after a
/// while, the rest goes.
/// </summary>
internal static class HttpDeparture
{
    public static ScalingPlan Add(ScalingPlan plan, ScalingObservation observed, ScalingTimes times)
    {
        if (!observed.HasHttpObjects)
        {
            return plan with { Backend = Backend.Service };
        }

        var raise = observed.ScaledObject == Presence.Standing && observed.MinReplicaCount < 1;
        if (observed.Backend == Backend.Interceptor && !CanServe(observed, plan))
        {
            return plan with { Backend = Backend.Interceptor, RaiseMinimum = raise };
        }

        if (observed.Backend == Backend.Interceptor)
        {
            return plan with { Backend = Backend.Service, RaiseMinimum = raise };
        }

        var remaining = times.TrafficGrace - (observed.AroundInterceptorFor ?? TimeSpan.Zero);
        return remaining > TimeSpan.Zero
            ? plan with { Backend = Backend.Service, RaiseMinimum = raise, LookAgain = remaining }
            : plan with { Backend = Backend.Service, ScaledObject = ObjectStep.Delete, HttpRoute = ObjectStep.Delete };
    }

    // Who asks for no pods at all gets that, and no request can be kept.
    private static bool CanServe(ScalingObservation observed, ScalingPlan plan) =>
        observed is { IsAvailable: true, Count: > 0 } || plan.Replicas.Named == 0;
}
