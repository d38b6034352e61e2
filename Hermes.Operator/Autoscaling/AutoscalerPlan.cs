namespace Hermes.Operator.Autoscaling;

/// <summary>Steps towards a HorizontalPodAutoscaler of our own.</summary>
internal static class AutoscalerPlan
{
    public static ScalingPlan Decide(ScalingObservation observed, ScalingWish wish, ScalingTimes times)
    {
        var foreign = ScalerFaults.Foreign(observed);
        var replicas = ReplicaDecision.Scaled(observed, wish, isScalerAtWork: observed.IsScaled || foreign is not null);
        var plan = HttpDeparture.Add(new ScalingPlan { Replicas = replicas, Fault = foreign }, observed, times);
        if (observed.Autoscaler != Presence.Absent)
        {
            return plan with { Autoscaler = ObjectStep.Apply };
        }

        if (observed.IsKedaPresent)
        {
            return plan with { Fault = ScalerFaults.Leaving(observed, times) };
        }

        // A count that is out of bounds is set right first: an autoscaler does not leave zero by itself.
        return plan with { Autoscaler = foreign is null && replicas.Named is null ? ObjectStep.Apply : ObjectStep.Keep };
    }
}
