namespace Hermes.Contract.Tests.Clients;

[Trait("Category", "Contract")]
[Collection(SharedClientCluster.Name)]
public sealed class KubectlDescribeTests(ClientCluster cluster)
{
    [SkippableFact]
    public async Task Describe_OfADeployment_ShowsItsPodsAndHowItIsChanged()
    {
        var kubectl = await cluster.KubectlAsync();
        await kubectl.RunAsync("create -f -", Manifests.Deployment("web", "registry.example/web:7", replicas: 2));
        await kubectl.RunAsync("annotate deployment web note=described");

        var text = await kubectl.RunAsync("describe deployment web");

        text.ShouldMatch(@"Name:\s+web\n");
        text.ShouldMatch($@"Namespace:\s+{kubectl.Namespace}\n");
        text.ShouldContain("note: described");
        text.ShouldMatch(@"Selector:\s+app=web\n");
        text.ShouldMatch(@"Replicas:\s+2 desired");
        text.ShouldContain("25% max unavailable, 25% max surge");
        text.ShouldMatch(@"Image:\s+registry.example/web:7\n");
        text.ShouldMatch(@"Port:\s+8080/TCP\n");
    }

    [SkippableFact]
    public async Task Describe_OfAService_ShowsItsAddressAndPorts()
    {
        var kubectl = await cluster.KubectlAsync();
        await kubectl.RunAsync("create -f -", Manifests.Service("web"));
        var address = await kubectl.RunAsync("get service web -o jsonpath={.spec.clusterIP}");

        var text = await kubectl.RunAsync("describe service web");

        text.ShouldMatch(@"Type:\s+ClusterIP\n");
        text.ShouldMatch($@"IP:\s+{address}\n");
        text.ShouldMatch(@"Port:\s+http\s+80/TCP\n");
        text.ShouldMatch(@"TargetPort:\s+8080/TCP\n");
        text.ShouldMatch(@"Endpoints:");
    }

    [SkippableFact]
    public async Task Describe_OfACustomResource_ShowsItsFieldsConditionsAndEvents()
    {
        var kubectl = await cluster.KubectlAsync();
        await kubectl.RunAsync("create -f -", Manifests.Widget(cluster.Group, "web", "{image: shop, ports: [{name: http, port: 80}]}"));
        await kubectl.RunAsync(
            $"patch {cluster.Widgets} web --subresource=status --type=merge --patch-file /dev/stdin",
            """{"status":{"conditions":[{"type":"Ready","status":"True","reason":"AllWell"}]}}""");
        var uid = await kubectl.RunAsync($"get {cluster.Widgets} web -o jsonpath={{.metadata.uid}}");
        await kubectl.RunAsync("create -f -", $$"""
            apiVersion: v1
            kind: Event
            metadata: {name: web.1}
            involvedObject: {apiVersion: {{cluster.Group}}/v1alpha1, kind: Widget, name: web, namespace: {{kubectl.Namespace}}, uid: {{uid}}}
            reason: Polished
            message: It shines
            type: Normal
            count: 1
            firstTimestamp: "2026-01-01T00:00:00Z"
            lastTimestamp: "2026-01-01T00:00:00Z"
            source: {component: contract}
            """);

        var text = await kubectl.RunAsync($"describe {cluster.Widgets} web");

        text.ShouldMatch(@"Kind:\s+Widget\n");
        text.ShouldMatch(@"Image:\s+shop\n");
        text.ShouldMatch(@"Mode:\s+A\n");
        text.ShouldMatch(@"Port:\s+80\n");
        text.ShouldMatch(@"Reason:\s+AllWell\n");
        text.ShouldMatch(@"Normal\s+Polished\s.*\scontract\s+It shines");
    }
}
