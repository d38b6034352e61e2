namespace Hermes.Operator.Autoscaling;

/// <summary>Steps towards no scaler at all.</summary>
internal static class FixedPlan
{
    public static ScalingPlan Decide(ScalingObservation observed, ScalingWish wish, ScalingTimes times)
    {
        var plan = HttpDeparture.Add(
            new ScalingPlan { Replicas = ReplicaDecision.Fixed(observed, wish), Autoscaler = ObjectStep.Delete }, observed, times);
        if (observed.IsScaled)
        {
            plan = plan with { Fault = ScalerFaults.Leaving(observed, times) };
        }

        return plan with { Fault = plan.Fault ?? ScalerFaults.Foreign(observed) };
    }
}
