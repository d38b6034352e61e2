using Hermes.DevCluster.Tests.Hosting;

namespace Hermes.DevCluster.Tests.Tracing;

public class RequestCountersTests
{
    [Fact]
    public async Task Metrics_AfterRequests_CountThemByTheServersOwnSeries()
    {
        var cluster = await TestCluster.StartAsync(new DevClusterOptions { Keda = false, Simulator = false });
        const string ConfigMaps = "/api/v1/namespaces/default/configmaps";
        const string Applied = """{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"} }""";

        await cluster.Client.ApplyAsync($"{ConfigMaps}/a?fieldManager=me", Applied);
        await cluster.Client.ApplyAsync($"{ConfigMaps}/a?fieldManager=me", Applied);
        await cluster.Client.MergeAsync($"{ConfigMaps}/none", "{}");
        await cluster.Client.GetAsync("/apis/apps/v1/namespaces/default/deployments/web/status");
        await cluster.Client.GetAsync("/apis/apps/v1/deployments");
        await cluster.Client.GetAsync("/version");
        var metrics = (await cluster.Client.GetAsync("/metrics")).Text.Split('\n');

        metrics.ShouldContain("# TYPE apiserver_request_total counter");
        metrics.Where(line => line.StartsWith("apiserver_request_total{", StringComparison.Ordinal) && !line.Contains("customresourcedefinitions", StringComparison.Ordinal))
            .ShouldBe(
            [
                Line(200, "", "configmaps", "resource", "", "APPLY", 1),
                Line(200, "apps", "deployments", "cluster", "", "LIST", 1),
                Line(201, "", "configmaps", "resource", "", "APPLY", 1),
                Line(404, "", "configmaps", "resource", "", "PATCH", 1),
                Line(404, "apps", "deployments", "resource", "status", "GET", 1),
            ]);
        await cluster.DisposeAsync();
    }

    private static string Line(int code, string group, string resource, string scope, string subresource, string verb, int count) =>
        $$"""apiserver_request_total{code="{{code}}",component="apiserver",dry_run="",group="{{group}}",resource="{{resource}}",scope="{{scope}}",subresource="{{subresource}}",verb="{{verb}}",version="v1"} {{count}}""";
}
