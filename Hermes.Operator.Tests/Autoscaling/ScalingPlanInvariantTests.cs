using Hermes.Operator.Autoscaling;
using Hermes.Operator.Entities;

namespace Hermes.Operator.Tests.Autoscaling;

/// <summary>What must hold of every decision, tried on every combination of what can stand.</summary>
public sealed class ScalingPlanInvariantTests
{
    private static readonly ScalingTimes Times = new();

    [Fact]
    public void Decide_WhateverStands_NeverMakesASecondScaler()
    {
        foreach (var (observed, wish) in Combinations())
        {
            var plan = ScalingPlan.Decide(observed, wish, Times);

            if (plan.Autoscaler == ObjectStep.Apply && observed.Autoscaler == Presence.Absent)
            {
                observed.IsKedaPresent.ShouldBeFalse($"{observed} {wish}");
            }

            if (plan.ScaledObject == ObjectStep.Apply && observed.ScaledObject == Presence.Absent)
            {
                observed.Autoscaler.ShouldBe(Presence.Absent, $"{observed} {wish}");
                observed.KedaAutoscaler.ShouldBe(Presence.Absent, $"{observed} {wish}");
            }

            if (observed.ForeignScalers.Count > 0 && !observed.IsScaled)
            {
                plan.Autoscaler.ShouldNotBe(ObjectStep.Apply, $"{observed} {wish}");
                plan.ScaledObject.ShouldNotBe(ObjectStep.Apply, $"{observed} {wish}");
            }
        }
    }

    [Fact]
    public void Decide_WhateverStands_NamesNoCountOutOfBounds()
    {
        foreach (var (observed, wish) in Combinations().Where(combination => combination.Wish.Kind != ScalerKind.Fixed))
        {
            var plan = ScalingPlan.Decide(observed, wish, Times);

            plan.Replicas.Named?.ShouldBeInRange(wish.Floor, wish.Max);
            plan.Replicas.AtCreation?.ShouldBeInRange(wish.Floor, wish.Max);
        }
    }

    [Fact]
    public void Decide_AScalerIsThere_NeverNamesTheCount()
    {
        foreach (var (observed, wish) in Combinations().Where(combination => combination.Observed.IsScaled))
        {
            ScalingPlan.Decide(observed, wish, Times).Replicas.Named.ShouldBeNull($"{observed} {wish}");
        }
    }

    [Fact]
    public void Decide_TrafficGoesThroughTheInterceptor_NeverTakesItAwayInTheSameStep()
    {
        foreach (var (observed, wish) in Combinations().Where(combination => combination.Observed.Backend == Backend.Interceptor))
        {
            var plan = ScalingPlan.Decide(observed, wish, Times);

            plan.HttpRoute.ShouldNotBe(ObjectStep.Delete, $"{observed} {wish}");
            plan.ScaledObject.ShouldNotBe(ObjectStep.Delete, $"{observed} {wish}");
        }
    }

    private static IEnumerable<(ScalingObservation Observed, ScalingWish Wish)> Combinations() =>
        from kind in new[] { ScalerKind.Fixed, ScalerKind.HorizontalPodAutoscaler, ScalerKind.KedaHttp }
        from ingress in new[] { false, true }
        from count in new int?[] { null, 0, 1, 3, 20 }
        from autoscaler in Enum.GetValues<Presence>()
        from scaledObject in Enum.GetValues<Presence>()
        from kedaAutoscaler in Enum.GetValues<Presence>()
        from backend in Enum.GetValues<Backend>()
        from served in new bool?[] { null, false, true }
        from named in new[] { false, true }
        from foreign in new[] { false, true }
        select (
            new ScalingObservation
            {
                Count = count,
                IsCountNamed = named,
                IsAvailable = count > 0,
                LastDesired = count,
                Autoscaler = autoscaler,
                ScaledObject = scaledObject,
                KedaAutoscaler = kedaAutoscaler,
                HttpRoute = scaledObject,
                InterceptorService = scaledObject,
                MinReplicaCount = scaledObject == Presence.Absent ? null : 0,
                IsScaledObjectReady = scaledObject == Presence.Standing,
                IsKedaServed = served,
                IsHttpAddOnServed = served,
                ForeignScalers = foreign ? ["HorizontalPodAutoscaler theirs"] : [],
                Backend = backend,
                AroundInterceptorFor = TimeSpan.FromHours(1),
                ThroughInterceptorFor = TimeSpan.FromHours(1),
            },
            new ScalingWish
            {
                Kind = kind,
                Replicas = kind == ScalerKind.Fixed ? 4 : null,
                Min = kind == ScalerKind.KedaHttp ? 0 : 2,
                Max = 10,
                HasIngress = ingress,
            });
}
