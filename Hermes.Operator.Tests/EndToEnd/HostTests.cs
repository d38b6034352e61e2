using Hermes.Clusters;
using Hermes.Operator.Entities;
using Hermes.Operator.Status;
using k8s.Models;

namespace Hermes.Operator.Tests.EndToEnd;

[Trait("Category", "Cluster")]
public sealed class HostTests(SharedAppCluster shared) : IClassFixture<SharedAppCluster>
{
    private readonly AppCluster _apps = shared.Apps;

    [SkippableFact]
    public async Task Host_TwoAppsWantIt_TheLaterOneGoesWithoutUntilItIsFree()
    {
        _apps.Requires(ClusterCapabilities.GarbageCollection);
        var (first, second) = (await _apps.NewNamespaceAsync(), await _apps.NewNamespaceAsync());
        var host = $"{first}.example.org";
        await _apps.ApplyAsync(first, "web", Spec(host));
        await _apps.UntilSettledAsync(first, "web");

        await _apps.ApplyAsync(second, "web", Spec(host, $"{second}.example.org"));

        var loser = await _apps.UntilReasonAsync(second, "web", ConditionType.RoutingReady, Reasons.HostConflict);
        AppCluster.Condition(loser, ConditionType.RoutingReady)!.Message.ShouldBe($"host {host} is held by HermesApp {first}/web");
        var ingress = await _apps.UntilAsync<V1Ingress>(second, "web", _ => true);
        ingress.Spec.Rules.Select(rule => rule.Host).ShouldBe([$"{second}.example.org"]);

        await _apps.DeleteAsync<HermesApp>(first, "web");

        string[] both = [host, $"{second}.example.org"];
        await _apps.UntilAsync<V1Ingress>(second, "web", present => both.SequenceEqual(present.Spec.Rules.Select(rule => rule.Host)));
        await _apps.UntilSettledAsync(second, "web");
    }

    [SkippableFact]
    public async Task Host_TheOnlyOneIsTaken_NoIngressIsMade()
    {
        var (first, second) = (await _apps.NewNamespaceAsync(), await _apps.NewNamespaceAsync());
        var host = $"{first}.example.org";
        await _apps.ApplyAsync(first, "web", Spec(host));
        await _apps.UntilSettledAsync(first, "web");

        await _apps.ApplyAsync(second, "web", Spec(host));

        await _apps.UntilReasonAsync(second, "web", ConditionType.RoutingReady, Reasons.HostConflict);
        (await _apps.Client.GetAsync<V1Ingress>("web", second, CancellationToken.None)).ShouldBeNull();
    }

    [SkippableFact]
    public async Task Host_IngressOfAPausedAppStillCarriesIt_IsNotGivenAway()
    {
        _apps.Requires(ClusterCapabilities.Simulator);
        var (first, second) = (await _apps.NewNamespaceAsync(), await _apps.NewNamespaceAsync());
        var host = $"{first}.example.org";
        await _apps.ApplyAsync(first, "web", Spec(host));
        await _apps.UntilReadyAsync(first, "web");
        await _apps.ApplyAsync(first, "web", Spec($"new.{host}") with { Paused = true });
        await _apps.UntilReasonAsync(first, "web", ConditionType.Accepted, Reasons.Paused);

        await _apps.ApplyAsync(second, "web", Spec(host));

        await _apps.UntilReasonAsync(second, "web", ConditionType.Ready, Reasons.HostConflict);
        (await _apps.Client.GetAsync<V1Ingress>("web", second, CancellationToken.None)).ShouldBeNull();

        await _apps.ApplyAsync(first, "web", Spec($"new.{host}"));
        await _apps.UntilReadyAsync(second, "web");
    }

    private static HermesAppSpec Spec(params string[] hosts) => new() { Image = "x:1", Ingress = new IngressSettings { Hosts = hosts } };
}
