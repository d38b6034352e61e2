using Hermes.Operator.Entities;
using Hermes.Operator.Status;
using k8s.Models;
using static Hermes.Operator.Tests.Status.Observations;

namespace Hermes.Operator.Tests.Status;

/// <summary>What <c>status.scaler</c> says.</summary>
public sealed class ScalerStatusTests
{
    [Fact]
    public void Scaler_OfAFixedCount_IsTheDeploymentsCount() =>
        AppStatus.Of(Observed(Plain, Serving(3))).Scaler.ShouldBe(new ScalerStatus { Kind = ScalerKind.Fixed, Current = 3, Desired = 3 });

    /// <summary>KEDA's autoscaler counts from one up only: the Deployment alone knows of zero.</summary>
    [Fact]
    public void Scaler_OfKeda_IsTheDeploymentsCountWhateverTheAutoscalerWishes() =>
        AppStatus.Of(Wishing(Http(minReplicas: 0), Serving(2), 4)).Scaler.ShouldBe(new ScalerStatus
        {
            Kind = ScalerKind.KedaHttp,
            Name = "web",
            Min = 0,
            Max = 5,
            Current = 2,
            Desired = 2,
        });

    [Fact]
    public void Scaler_WithoutALeastCount_HasTheDefaultOne() => AppStatus.Of(Observed(Http(minReplicas: null), Serving(2))).Scaler!.Min.ShouldBe(1);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(0, 2)]
    [InlineData(null, 2)]
    public void Scaler_OfAnAutoscaler_IsItsWishOnceItHasOne(int? wish, int desired) =>
        AppStatus.Of(Wishing(Scaled, Serving(2), wish)).Scaler!.Desired.ShouldBe(desired);

    [Fact]
    public void Scaler_OfADeploymentThatWasDeleted_RunsNoneAndRemembersTheCountWishedLast()
    {
        var observed = Observed(Scaled, null);
        observed.App.Status = new HermesAppStatus { Scaler = new ScalerStatus { Desired = 4 } };

        var scaler = AppStatus.Of(observed).Scaler!;

        (scaler.Current, scaler.Desired).ShouldBe((0, 4));
    }

    [Fact]
    public void Scaler_OfANewAppWithoutADeployment_WishesNothing() => AppStatus.Of(Observed(Scaled, null)).Scaler!.Desired.ShouldBeNull();

    [Fact]
    public void Of_ADeploymentThatIsScaled_TellsItsCountsAndTheSelectorOfItsPods()
    {
        var deployment = Serving(3);
        deployment.Status = deployment.Status with { ReadyReplicas = 2 };

        var status = AppStatus.Of(Observed(Plain, deployment));

        (status.Replicas, status.ReadyReplicas, status.Selector).ShouldBe((3, 2, "hermes.dev/app=web"));
    }

    [Fact]
    public void Of_NoDeployment_CountsNoPod()
    {
        var status = AppStatus.Of(Observed(Plain, null));

        (status.Replicas, status.ReadyReplicas).ShouldBe((0, 0));
    }

    private static HermesAppSpec Http(int? minReplicas) => Plain with
    {
        Scaling = new Scaling { MinReplicas = minReplicas, MaxReplicas = 5, Http = new HttpScaling { Concurrency = 1 } },
    };

    private static AppObservation Wishing(HermesAppSpec spec, V1Deployment deployment, int? wish) => Observed(spec, deployment) with
    {
        Autoscaler = new V2HorizontalPodAutoscaler
        {
            Status = wish is { } desired ? new V2HorizontalPodAutoscalerStatus { DesiredReplicas = desired } : null,
        },
    };
}
