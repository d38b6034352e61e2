using Hermes.Clusters;
using Hermes.Operator.Entities;
using Hermes.Operator.Entities.Keda;

namespace Hermes.Operator.Tests.EndToEnd;

/// <summary>An operator that is told to prefer the other kind of route; it needs a cluster of its own.</summary>
[Trait("Category", "Cluster")]
public sealed class InterceptorRouteTests
{
    [SkippableFact]
    public async Task InterceptorRoute_PreferredFromNowOn_TakesThePlaceBeforeTheOtherRouteGoes()
    {
        await using var apps = await AppCluster.StartAsync();
        apps.Requires(ClusterCapabilities.Simulator | ClusterCapabilities.Keda | ClusterCapabilities.RequestTrace);
        var @namespace = await apps.NewNamespaceAsync();
        await apps.ApplyAsync(@namespace, "web", new HermesAppSpec
        {
            Image = "x:1",
            Scaling = new Scaling { MinReplicas = 1, MaxReplicas = 5, Http = new HttpScaling { Concurrency = 10 } },
        });
        await apps.UntilReadyAsync(@namespace, "web");
        await apps.StopOperatorAsync();
        var trace = apps.Cluster.DevCluster!.Trace.Count;

        await apps.StartOperatorAsync(prefersInterceptorRoute: true);

        await apps.UntilGoneAsync<HttpScaledObject>(@namespace, "web");
        apps.OperatorRequests(trace)
            .Where(request => request.Namespace == @namespace && request.IsWrite && request.Subresource is null && request.Resource != "events")
            .Select(request => $"{request.Verb} {request.Resource}")
            .ShouldBe(["patch interceptorroutes", "patch scaledobjects", "delete httpscaledobjects"]);
    }
}
