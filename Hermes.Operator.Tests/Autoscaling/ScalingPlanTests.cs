using Hermes.Operator.Autoscaling;
using Hermes.Operator.Entities;
using Hermes.Operator.Status;

namespace Hermes.Operator.Tests.Autoscaling;

public sealed class ScalingPlanTests
{
    private static readonly ScalingTimes Times = new();
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    private static readonly ScalingWish Fixed = new() { Kind = ScalerKind.Fixed };
    private static readonly ScalingWish Hpa = new() { Kind = ScalerKind.HorizontalPodAutoscaler, Min = 2, Max = 5 };
    private static readonly ScalingWish Http = new() { Kind = ScalerKind.KedaHttp, Min = 0, Max = 10, HasIngress = true };

    private static readonly ScalingObservation Running = new() { Count = 3, IsAvailable = true, IsKedaServed = true, IsHttpAddOnServed = true };

    private static readonly ScalingObservation OnHttp = Running with
    {
        ScaledObject = Presence.Standing,
        KedaAutoscaler = Presence.Standing,
        HttpRoute = Presence.Standing,
        InterceptorService = Presence.Standing,
        MinReplicaCount = 0,
        IsScaledObjectReady = true,
        Backend = Backend.Interceptor,
        ThroughInterceptorFor = Long,
    };

    [Fact]
    public void Fixed_WithACount_NamesIt() => Decide(Running, Fixed with { Replicas = 7 }).Replicas.Named.ShouldBe(7);

    [Fact]
    public void Fixed_WithoutACount_NamesNone() => Decide(Running, Fixed).Replicas.ShouldBe(new ReplicaDecision());

    [Fact]
    public void Fixed_CountLeavesTheSpec_IsHandedOverSoThatItStays() =>
        Decide(Running with { IsCountNamed = true }, Fixed).Replicas.ShouldBe(new ReplicaDecision { NeedsHandOver = true });

    [Theory]
    [InlineData("Standing")]
    [InlineData("Leaving")]
    public void Fixed_FormerAutoscalerStillThere_WaitsWithTheCount(string autoscaler)
    {
        var plan = Decide(Running with { Autoscaler = Enum.Parse<Presence>(autoscaler) }, Fixed with { Replicas = 7 });

        plan.Autoscaler.ShouldBe(ObjectStep.Delete);
        plan.Replicas.Named.ShouldBeNull();
        plan.Fault!.Reason.ShouldBe(Reasons.SwitchingScaler);
    }

    [Fact]
    public void Fixed_KedasAutoscalerStillThere_WaitsWithTheCount() =>
        Decide(Running with { KedaAutoscaler = Presence.Leaving }, Fixed with { Replicas = 7 }).Replicas.Named.ShouldBeNull();

    [Fact]
    public void Fixed_ForeignAutoscaler_IsNotFought()
    {
        var plan = Decide(Running with { ForeignScalers = ["HorizontalPodAutoscaler theirs"] }, Fixed with { Replicas = 7 });

        plan.Replicas.Named.ShouldBeNull();
        plan.Fault!.Reason.ShouldBe(Reasons.ForeignAutoscaler);
        plan.Fault.Message.ShouldContain("HorizontalPodAutoscaler theirs");
    }

    [Fact]
    public void Autoscaler_CountWithinBounds_IsMadeAndTheCountLeft()
    {
        var plan = Decide(Running, Hpa);

        plan.Autoscaler.ShouldBe(ObjectStep.Apply);
        plan.Replicas.Named.ShouldBeNull();
        plan.Fault.ShouldBeNull();
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 2)]
    [InlineData(9, 5)]
    public void Autoscaler_CountOutOfBounds_IsSetRightBeforeItIsMade(int count, int named)
    {
        var plan = Decide(Running with { Count = count }, Hpa);

        plan.Replicas.Named.ShouldBe(named);
        plan.Autoscaler.ShouldBe(ObjectStep.Keep);
    }

    [Fact]
    public void Autoscaler_CountIsOurs_IsHandedOver() =>
        Decide(Running with { IsCountNamed = true }, Hpa).Replicas.NeedsHandOver.ShouldBeTrue();

    [Fact]
    public void Autoscaler_StandsAndSomebodyScaledToZero_IsNotFought() =>
        Decide(Running with { Count = 0, Autoscaler = Presence.Standing }, Hpa).Replicas.Named.ShouldBeNull();

    [Theory]
    [InlineData(null, 2)]
    [InlineData(4, 4)]
    [InlineData(9, 5)]
    [InlineData(0, 2)]
    public void Autoscaler_DeploymentIsGone_IsMadeWithTheLastCountWithinBounds(int? lastDesired, int created)
    {
        var plan = Decide(Running with { Count = null, LastDesired = lastDesired, Autoscaler = Presence.Standing }, Hpa);

        plan.Replicas.ShouldBe(new ReplicaDecision { AtCreation = created });
    }

    [Theory]
    [InlineData("Standing", "Standing")]
    [InlineData("Leaving", "Standing")]
    [InlineData("Absent", "Leaving")]
    public void Autoscaler_KedaStillThere_IsNotMade(string scaledObject, string kedaAutoscaler)
    {
        var observed = OnHttp with
        {
            ScaledObject = Enum.Parse<Presence>(scaledObject),
            KedaAutoscaler = Enum.Parse<Presence>(kedaAutoscaler),
        };

        Decide(observed, Hpa).Autoscaler.ShouldBe(ObjectStep.Keep);
    }

    [Fact]
    public void Autoscaler_ForeignAutoscaler_IsNotMade()
    {
        var plan = Decide(Running with { ForeignScalers = ["ScaledObject theirs"] }, Hpa);

        plan.Autoscaler.ShouldBe(ObjectStep.Keep);
        plan.Fault!.Reason.ShouldBe(Reasons.ForeignAutoscaler);
    }

    [Fact]
    public void Http_OwnAutoscalerStands_GoesFirst()
    {
        var plan = Decide(Running with { Autoscaler = Presence.Standing, Backend = Backend.Service }, Http);

        plan.Autoscaler.ShouldBe(ObjectStep.Delete);
        plan.ScaledObject.ShouldBe(ObjectStep.Keep);
        plan.Backend.ShouldBe(Backend.Service);
    }

    [Fact]
    public void Http_TrafficNotYetThroughTheInterceptor_KeepsAPodUp()
    {
        var plan = Decide(Running with { Backend = Backend.Service }, Http);

        plan.ScaledObject.ShouldBe(ObjectStep.Apply);
        plan.HttpRoute.ShouldBe(ObjectStep.Apply);
        plan.MinReplicaCount.ShouldBe(1);
        plan.Backend.ShouldBe(Backend.Service);
    }

    [Fact]
    public void Http_ScaledObjectReady_MovesTheTraffic() =>
        Decide(OnHttp with { Backend = Backend.Service, MinReplicaCount = 1, ThroughInterceptorFor = null }, Http)
            .Backend.ShouldBe(Backend.Interceptor);

    public static TheoryData<string> Missing => ["ScaledObject", "InterceptorService", "HttpRoute", "Ready"];

    [Theory]
    [MemberData(nameof(Missing))]
    public void Http_SomethingBehindTheInterceptorIsNotOurs_LeavesTheTrafficAndKeepsAPodUp(string missing)
    {
        var observed = OnHttp with { Backend = Backend.Service, ThroughInterceptorFor = null };
        observed = missing switch
        {
            "ScaledObject" => observed with { ScaledObject = Presence.Absent, KedaAutoscaler = Presence.Absent },
            "InterceptorService" => observed with { InterceptorService = Presence.Absent },
            "HttpRoute" => observed with { HttpRoute = Presence.Absent },
            _ => observed with { IsScaledObjectReady = false },
        };

        var plan = Decide(observed, Http);

        (plan.Backend, plan.MinReplicaCount).ShouldBe((Backend.Service, 1));
    }

    [Fact]
    public void Http_TrafficMovedJustNow_KeepsAPodUpForAWhile()
    {
        var plan = Decide(OnHttp with { MinReplicaCount = 1, ThroughInterceptorFor = TimeSpan.FromSeconds(10) }, Http);

        plan.MinReplicaCount.ShouldBe(1);
        plan.LookAgain.ShouldBe(TimeSpan.FromSeconds(50));
    }

    [Fact]
    public void Http_TrafficMovedLongAgo_TakesTheWishedMinimum()
    {
        var plan = Decide(OnHttp with { MinReplicaCount = 1 }, Http);

        plan.MinReplicaCount.ShouldBe(0);
        plan.LookAgain.ShouldBeNull();
    }

    [Fact]
    public void Http_SettledBeforeARestart_StaysAsItIs()
    {
        var plan = Decide(OnHttp with { ThroughInterceptorFor = TimeSpan.Zero }, Http);

        plan.MinReplicaCount.ShouldBe(0);
        plan.Backend.ShouldBe(Backend.Interceptor);
    }

    [Fact]
    public void Http_NoIngress_TakesTheWishedMinimumAtOnce() => Decide(Running, Http with { HasIngress = false }).MinReplicaCount.ShouldBe(0);

    [Fact]
    public void Http_NewIngress_WaitsForTheScaledObject()
    {
        var plan = Decide(Running with { Count = null }, Http);

        plan.Backend.ShouldBe(Backend.None);
        plan.LookAgain.ShouldBe(Times.IngressPatience);
    }

    [Fact]
    public void Http_NewIngressWaitedLongEnough_LeadsToTheService() =>
        Decide(Running with { AwaitingScaledObjectFor = Long }, Http).Backend.ShouldBe(Backend.Service);

    [Fact]
    public void Http_ScaledObjectReadyNoMore_LeavesTheTraffic() =>
        Decide(OnHttp with { IsScaledObjectReady = false, ThroughInterceptorFor = null }, Http).Backend.ShouldBe(Backend.Interceptor);

    [Theory]
    [InlineData(false, true, Reasons.KedaNotInstalled)]
    [InlineData(true, false, Reasons.HttpAddOnNotInstalled)]
    [InlineData(false, null, Reasons.KedaNotInstalled)]
    public void Http_SomethingIsNotInstalled_RunsWithoutAndSaysHowToInstallIt(bool? keda, bool? addOn, string reason)
    {
        var plan = Decide(Running with { Count = 12, IsKedaServed = keda, IsHttpAddOnServed = addOn }, Http);

        plan.Backend.ShouldBe(Backend.Service);
        plan.Replicas.Named.ShouldBe(10);
        plan.ScaledObject.ShouldBe(ObjectStep.Keep);
        plan.Fault!.Reason.ShouldBe(reason);
        plan.Fault.Message.ShouldContain("helm install");
    }

    [Fact]
    public void Http_KedaIsMissingAndAnAutoscalerStands_LeavesIt()
    {
        var plan = Decide(Running with { IsKedaServed = false, Autoscaler = Presence.Standing, Count = 12 }, Http);

        plan.Autoscaler.ShouldBe(ObjectStep.Keep);
        plan.Replicas.Named.ShouldBeNull();
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(true, null)]
    public void Http_NotKnownWhatIsInstalled_ChangesNothing(bool? keda, bool? addOn)
    {
        var plan = Decide(OnHttp with { IsKedaServed = keda, IsHttpAddOnServed = addOn, Count = 0 }, Http);

        plan.Backend.ShouldBe(Backend.Interceptor);
        plan.Replicas.Named.ShouldBeNull();
        (plan.Autoscaler, plan.ScaledObject, plan.HttpRoute).ShouldBe((ObjectStep.Keep, ObjectStep.Keep, ObjectStep.Keep));
        plan.Fault!.IsUndecided.ShouldBeTrue();
    }

    [Fact]
    public void Http_FormerScaledObjectIsLeaving_WaitsAndThenCallsItStuck()
    {
        Decide(OnHttp with { ScaledObject = Presence.Leaving }, Http).Fault!.Reason.ShouldBe(Reasons.SwitchingScaler);
        Decide(OnHttp with { ScaledObject = Presence.Leaving, LeavingFor = Long }, Http).Fault!.Reason.ShouldBe(Reasons.ScalerStuckTerminating);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Http_FormerScalerIsLeaving_LooksAgainWhenThatTakesTooLong(bool hasIngress)
    {
        var observed = OnHttp with { ScaledObject = Presence.Leaving, LeavingFor = TimeSpan.FromSeconds(30) };

        Decide(observed, Http with { HasIngress = hasIngress }).LookAgain.ShouldBe(Times.LeavingPatience - TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void Fixed_FormerScalerIsLeavingAndTheTrafficHasJustMoved_LooksAgainAtTheSooner()
    {
        var observed = OnHttp with
        {
            ScaledObject = Presence.Leaving,
            LeavingFor = Times.LeavingPatience - TimeSpan.FromSeconds(5),
            Backend = Backend.Service,
            AroundInterceptorFor = TimeSpan.FromSeconds(20),
        };

        Decide(observed, Fixed).LookAgain.ShouldBe(TimeSpan.FromSeconds(5));
    }

    public static TheoryData<string> Departures => [ScalerKind.Fixed, ScalerKind.HorizontalPodAutoscaler];

    [Theory]
    [MemberData(nameof(Departures))]
    public void FromHttp_NoPodIsUp_RaisesTheMinimumAndLeavesTheTraffic(string to)
    {
        var plan = Decide(OnHttp with { Count = 0, IsAvailable = false }, Hpa with { Kind = to });

        plan.RaiseMinimum.ShouldBeTrue();
        plan.Backend.ShouldBe(Backend.Interceptor);
        plan.ScaledObject.ShouldBe(ObjectStep.Keep);
    }

    [Theory]
    [MemberData(nameof(Departures))]
    public void FromHttp_APodIsUp_MovesTheTrafficAndKeepsTheRest(string to)
    {
        var plan = Decide(OnHttp with { MinReplicaCount = 1 }, Hpa with { Kind = to });

        plan.Backend.ShouldBe(Backend.Service);
        (plan.ScaledObject, plan.HttpRoute).ShouldBe((ObjectStep.Keep, ObjectStep.Keep));
    }

    [Theory]
    [MemberData(nameof(Departures))]
    public void FromHttp_TrafficMovedJustNow_KeepsTheRestForAWhile(string to)
    {
        var plan = Decide(OnHttp with { Backend = Backend.Service, AroundInterceptorFor = TimeSpan.FromSeconds(20) }, Hpa with { Kind = to });

        (plan.ScaledObject, plan.HttpRoute).ShouldBe((ObjectStep.Keep, ObjectStep.Keep));
        plan.LookAgain.ShouldBe(TimeSpan.FromSeconds(40));
    }

    [Theory]
    [MemberData(nameof(Departures))]
    public void FromHttp_TrafficMovedLongAgo_DeletesTheRest(string to)
    {
        var plan = Decide(OnHttp with { Backend = Backend.Service, AroundInterceptorFor = Long }, Hpa with { Kind = to });

        (plan.ScaledObject, plan.HttpRoute).ShouldBe((ObjectStep.Delete, ObjectStep.Delete));
        plan.Autoscaler.ShouldNotBe(ObjectStep.Apply);
    }

    [Fact]
    public void FromHttp_LeftAtZeroWithoutAScaler_IsRaised() =>
        Decide(OnHttp with { Count = 0, ScaledObject = Presence.Absent, KedaAutoscaler = Presence.Absent }, Fixed).Replicas.Named.ShouldBe(1);

    private static ScalingPlan Decide(ScalingObservation observed, ScalingWish wish) => ScalingPlan.Decide(observed, wish, Times);
}
