using Hermes.Operator.Status;
using k8s.Models;
using static Hermes.Operator.Tests.Status.Observations;

namespace Hermes.Operator.Tests.Status;

/// <summary>What RoutingReady says, to the letter.</summary>
public sealed class RoutingConditionsTests
{
    private static readonly AppObservation Works = Observed(Routed, Serving(1)) with
    {
        Hosts = new HostClaims(["a.example.org"], []),
        Ingress = new V1Ingress(),
    };

    [Fact]
    public void Mark_OfNoIngress_SaysThatNoneIsConfigured() => Said(Observed(Plain, Serving(1))).ShouldBe("True NotConfigured: ");

    [Fact]
    public void Mark_OfAnIngressThatLeadsToPods_IsRouted() => Said(Works).ShouldBe("True TrafficRouted: ");

    [Theory]
    [InlineData("Failed", "False ApplyFailed: Ingress web: path: invalid")]
    [InlineData("Waiting", "Unknown ChildWaiting: Ingress web: path: invalid")]
    public void Mark_OfAnIngressThatIsNotApplied_SaysWhy(string state, string said) =>
        Said(Works with { Children = [new(AppPart.Routing, "Ingress", "web", state, "path: invalid")] }).ShouldBe(said);

    [Fact]
    public void Mark_OfLostHosts_NamesEachAndWhoHoldsIt() => Said(Works with
    {
        Hosts = new HostClaims([], [new("a.example.org", "shop/one"), new("b.example.org", "shop/two")]),
    }).ShouldBe("False HostConflict: host a.example.org is held by shop/one; host b.example.org is held by shop/two");

    [Fact]
    public void Mark_OfAnIngressThatIsToCome_SaysWhatItWaitsFor() =>
        Said(Works with { Ingress = null }).ShouldBe("Unknown Pending: the Ingress waits for the ScaledObject to become ready");

    [Fact]
    public void Mark_OfAnUnknownClass_NamesIt() =>
        Said(Works with { MissingIngressClass = "nginx" }).ShouldBe("False IngressClassNotFound: there is no IngressClass nginx");

    /// <summary>An address tells that some controller took it; an empty list tells nothing.</summary>
    [Fact]
    public void Mark_OfAnUnknownClassAndAnEmptyListOfAddresses_NamesTheClass() => Said(Works with
    {
        MissingIngressClass = "nginx",
        Ingress = new V1Ingress { Status = new V1IngressStatus { LoadBalancer = new V1IngressLoadBalancerStatus { Ingress = [] } } },
    }).ShouldBe("False IngressClassNotFound: there is no IngressClass nginx");

    [Fact]
    public void Mark_OfNoPodThatCanAnswer_SaysSo() =>
        Said(Works with { Deployment = Workload("starting") }).ShouldBe("False BackendUnavailable: no pod is there to answer");

    [Fact]
    public void Mark_OfADeploymentWithoutAStatus_SaysThatNoPodCanAnswer() =>
        Said(Works with { Deployment = Workload("unseen") }).ShouldBe("False BackendUnavailable: no pod is there to answer");

    private static string Said(AppObservation observed) => Observations.Said(AppStatus.Of(observed), ConditionType.RoutingReady);
}
