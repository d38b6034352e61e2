using Hermes.DevCluster.Faults;
using Hermes.Operator.Entities;
using Hermes.Operator.Entities.Keda;
using Hermes.Operator.Status;
using Hermes.Operator.Tests.EndToEnd;

namespace Hermes.Operator.Tests.Faults;

/// <summary>A group's discovery fails: never read as "KEDA is absent".</summary>
[Trait("Category", "Faults")]
public sealed class DiscoveryFailsTests
{
    private static readonly HermesAppSpec Http = new()
    {
        Image = "ghcr.io/acme/hello:1.0",
        Scaling = new Scaling { MinReplicas = 0, MaxReplicas = 5, Http = new HttpScaling { Concurrency = 10 } },
    };

    // Seen to fail when Reflector.Judge told a failed list as served: false, as a 404 is: both apps were told that KEDA is not installed.
    [Fact]
    public async Task App_WhetherKedaIsThereCannotBeTold_StaysAsItIs()
    {
        await using var apps = await AppCluster.StartAsync(FaultyClusterOptions.Fast());
        var @namespace = await apps.NewNamespaceAsync();
        await apps.ApplyAsync(@namespace, "web", Http);
        await apps.UntilReadyAsync(@namespace, "web");
        await apps.StopOperatorAsync();
        var since = apps.Cluster.DevCluster!.Trace.Count;
        var failing = apps.Cluster.DevCluster.Faults.Add(new Fault
        {
            Matches = static request => AppCluster.IsOperators(request) && request.Verb is "list" or "watch"
                && (request.Group.EndsWith("keda.sh", StringComparison.Ordinal) || request.Resource == "customresourcedefinitions"),
            Status = 503,
        });
        await apps.StartOperatorAsync();

        await apps.ApplyAsync(@namespace, "web", Http with { Image = "ghcr.io/acme/hello:2.0" });
        await apps.ApplyAsync(@namespace, "late", Http);
        var web = await apps.UntilReasonAsync(@namespace, "web", ConditionType.ScalingReady, Reasons.Pending);
        var late = await apps.UntilReasonAsync(@namespace, "late", ConditionType.ScalingReady, Reasons.Pending);

        foreach (var app in (HermesApp[])[web, late])
        {
            AppCluster.Condition(app, ConditionType.ScalingReady)!.Message.ShouldBe(
                "it is not known yet whether KEDA and its HTTP add-on are installed; nothing is changed until then");
        }

        apps.OperatorRequests(since).ShouldNotContain(request => request.Verb == "delete");
        (await apps.Client.GetAsync<ScaledObject>("web", @namespace, CancellationToken.None))!.Spec.MinReplicaCount.ShouldBe(0);
        failing.Dispose();
        await apps.UntilReadyAsync(@namespace, "web");
        await apps.UntilReadyAsync(@namespace, "late");
    }
}
