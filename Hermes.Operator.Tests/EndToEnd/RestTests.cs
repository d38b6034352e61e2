using Hermes.Clusters;
using Hermes.Operator.Entities;
using k8s.Models;

namespace Hermes.Operator.Tests.EndToEnd;

/// <summary>What the operator costs the API server: each test reads the whole trace, so each has a cluster of its own.</summary>
[Trait("Category", "Cluster")]
public sealed class RestTests
{
    private static readonly HermesAppSpec Full = new()
    {
        Image = "ghcr.io/acme/hello:1.0",
        Scaling = new Scaling { MinReplicas = 2, MaxReplicas = 5, Cpu = new UtilizationTarget { AverageUtilization = 70 } },
        Service = new ServiceSettings { Type = "LoadBalancer" },
        Ingress = new IngressSettings { Hosts = ["web.example.org"] },
    };

    [SkippableFact]
    public async Task Creation_OfAnApp_TakesOneApplyPerChildAndTwoOfItsStatus()
    {
        await using var apps = await StartAsync();
        var @namespace = await apps.NewNamespaceAsync();
        await apps.ApplyAsync(@namespace, "web", Full);
        await apps.UntilReadyAsync(@namespace, "web");
        await AnotherAppBecomesReadyAsync(apps);

        var writes = apps.OperatorWrites(@namespace);

        writes.Where(request => request.Subresource is null).Select(request => $"{request.Verb} {request.Resource} {request.Status}")
            .Order(StringComparer.Ordinal)
            .ShouldBe(["patch deployments 201", "patch horizontalpodautoscalers 201", "patch ingresses 201", "patch services 201"]);
        writes.Count(request => request.Subresource == "status").ShouldBeLessThanOrEqualTo(2);
        apps.OperatorRequests(0).ShouldNotContain(request => request.Namespace == @namespace && !request.IsWrite);
    }

    [SkippableFact]
    public async Task Rest_WhileAnotherAppIsMade_CostsAnAppNoRequest()
    {
        await using var apps = await StartAsync();
        var @namespace = await apps.NewNamespaceAsync();
        await apps.ApplyAsync(@namespace, "web", Full);
        await apps.UntilReadyAsync(@namespace, "web");
        await AnotherAppBecomesReadyAsync(apps);
        var trace = apps.Cluster.DevCluster!.Trace.Count;

        await AnotherAppBecomesReadyAsync(apps);

        apps.OperatorRequests(trace).Where(request => request.Namespace == @namespace || request.Namespace is null).ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task Rest_OverAMinute_CostsNoRequestAtAll()
    {
        Slow.SkipUnlessAsked("it watches a minute of rest");
        await using var apps = await StartAsync();
        var @namespace = await apps.NewNamespaceAsync();
        await apps.ApplyAsync(@namespace, "web", Full);
        await apps.UntilReadyAsync(@namespace, "web");
        await AnotherAppBecomesReadyAsync(apps);

        // Events are written behind the reconciles; they are not part of the rest.
        await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System);
        var trace = apps.Cluster.DevCluster!.Trace.Count;
        await Task.Delay(TimeSpan.FromMinutes(1), TimeProvider.System);

        apps.OperatorRequests(trace).ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task Restart_WithAppsInPlace_WritesNothing()
    {
        await using var apps = await StartAsync();
        var namespaces = new List<string>();
        foreach (var host in new[] { "a.example.org", "b.example.org", "c.example.org" })
        {
            var @namespace = await apps.NewNamespaceAsync();
            await apps.ApplyAsync(@namespace, "web", Full with { Ingress = new IngressSettings { Hosts = [host] } });
            await apps.UntilReadyAsync(@namespace, "web");
            namespaces.Add(@namespace);
        }

        await AnotherAppBecomesReadyAsync(apps);
        await apps.StopOperatorAsync();
        var trace = apps.Cluster.DevCluster!.Trace.Count;

        await apps.StartOperatorAsync();
        await AnotherAppBecomesReadyAsync(apps);

        apps.OperatorRequests(trace).Where(request => request.IsWrite && namespaces.Contains(request.Namespace ?? "")).ShouldBeEmpty();
    }

    // An app that is made and becomes Ready shows that the operator has come through its queue meanwhile.
    private static async Task AnotherAppBecomesReadyAsync(AppCluster apps)
    {
        var @namespace = await apps.NewNamespaceAsync();
        await apps.ApplyAsync(@namespace, "another", new HermesAppSpec { Image = "x:1" });
        await apps.UntilReadyAsync(@namespace, "another");
    }

    private static async Task<AppCluster> StartAsync()
    {
        var apps = await AppCluster.StartAsync();
        try
        {
            return apps.Requires(ClusterCapabilities.Simulator | ClusterCapabilities.RequestTrace);
        }
        catch
        {
            await apps.DisposeAsync();
            throw;
        }
    }
}
