using Hermes.Clusters;

namespace Hermes.Contract.Tests.Clients;

[Trait("Category", "Contract")]
[Collection(SharedClientCluster.Name)]
public sealed class KubectlWaitTests(ClientCluster cluster)
{
    [SkippableTheory]
    [InlineData("condition=Ready")]
    [InlineData("jsonpath={.status.conditions[?(@.type==\\\"Ready\\\")].status}=True")]
    [InlineData("jsonpath={.status.replicas}")]
    public async Task Wait_ForACustomResource_EndsOnceItIsSo(string what)
    {
        var kubectl = await cluster.KubectlAsync();
        await kubectl.RunAsync("create -f -", Manifests.Widget(cluster.Group, "web"));
        (await kubectl.TryAsync($"wait {cluster.Widgets}/web --for={what} --timeout=1s")).ExitCode.ShouldBe(1);

        var waiting = kubectl.RunAsync($"wait {cluster.Widgets}/web --for={what} --timeout=60s");
        await kubectl.RunAsync(
            $"patch {cluster.Widgets} web --subresource=status --type=merge --patch-file /dev/stdin",
            """{"status":{"replicas":2,"conditions":[{"type":"Ready","status":"True"}]}}""");

        (await waiting).ShouldContain("condition met");
    }

    [SkippableFact]
    public async Task Wait_ForDeletion_EndsOnceTheObjectIsGone()
    {
        var kubectl = await cluster.KubectlAsync();
        await kubectl.RunAsync("create -f -", Manifests.ConfigMap("web", "{a: b}", "finalizers: [contract.hermes.dev/hold]"));
        await kubectl.RunAsync("delete configmap web --wait=false");
        (await kubectl.TryAsync("wait configmap/web --for=delete --timeout=1s")).ExitCode.ShouldBe(1);

        var waiting = kubectl.RunAsync("wait configmap/web --for=delete --timeout=60s");
        await kubectl.RunAsync("patch configmap web --type=merge --patch-file /dev/stdin", """{"metadata":{"finalizers":null}}""");

        await waiting;
        (await kubectl.TryAsync("get configmap web")).ExitCode.ShouldBe(1);
    }

    [SkippableFact]
    public async Task Wait_ForCreation_EndsOnceTheObjectIsThere()
    {
        var kubectl = await cluster.KubectlAsync();

        var waiting = kubectl.RunAsync("wait configmap/web --for=create --timeout=60s");
        await kubectl.RunAsync("create configmap web");

        await waiting;
    }

    [SkippableFact]
    public async Task Rollout_OfADeployment_CanBeFollowedAndUndone()
    {
        cluster.RequiresAny(ClusterCapabilities.Simulator | ClusterCapabilities.RealPods);
        var kubectl = await cluster.KubectlAsync();
        var image = cluster.HasAny(ClusterCapabilities.RealPods) ? "registry.k8s.io/pause" : "registry.example/web";
        await kubectl.RunAsync("create -f -", Manifests.Deployment("web", $"{image}:3.9"));

        await kubectl.RunAsync("wait deployment/web --for=condition=Available --timeout=90s");
        await kubectl.RunAsync($"set image deployment/web web={image}:3.10");
        var followed = await kubectl.RunAsync("rollout status deployment/web --timeout=90s");
        await kubectl.RunAsync("rollout undo deployment/web");
        await kubectl.RunAsync("rollout status deployment/web --timeout=90s");

        followed.ShouldContain("successfully rolled out");
        (await kubectl.RunAsync("get deployment web -o jsonpath={.spec.template.spec.containers[0].image}")).ShouldBe($"{image}:3.9");
        (await kubectl.RunAsync("get replicasets -l app=web -o jsonpath={.items[*].spec.replicas}")).Split(' ').ShouldBe(["0", "1"], ignoreOrder: true);
    }

    [SkippableFact]
    public async Task Rollout_History_CountsTheRevisions()
    {
        cluster.RequiresAny(ClusterCapabilities.Simulator | ClusterCapabilities.Controllers);
        var kubectl = await cluster.KubectlAsync();
        await kubectl.RunAsync("create -f -", Manifests.Deployment("web"));
        await kubectl.RunAsync("wait replicaset -l app=web --for=create --timeout=60s");
        await kubectl.RunAsync("rollout restart deployment/web");
        await kubectl.RunAsync("wait deployment/web --for=jsonpath={.status.observedGeneration}=2 --timeout=60s");

        var history = await kubectl.RunAsync("rollout history deployment/web");
        var revision = await kubectl.RunAsync("get deployment web -o jsonpath={.metadata.annotations.deployment\\.kubernetes\\.io/revision}");

        history.ShouldMatch(@"\n1\s");
        history.ShouldMatch(@"\n2\s");
        revision.ShouldBe("2");
    }
}
