using Hermes.Clusters;
using Hermes.Clusters.Clients;

namespace Hermes.Contract.Tests.Clients;

[Trait("Category", "Contract")]
[Collection(SharedClientCluster.Name)]
public sealed class KubectlDeleteTests(ClientCluster cluster)
{
    [SkippableFact]
    public async Task Delete_InTheBackground_TakesWhatBelongsToTheObject()
    {
        cluster.RequiresAny(ClusterCapabilities.GarbageCollection);
        var kubectl = await FamilyAsync();

        await kubectl.RunAsync("delete configmap owner --cascade=background");

        await kubectl.RunAsync("wait configmap/child configmap/grandchild --for=delete --timeout=60s");
    }

    [SkippableFact]
    public async Task Delete_InTheForeground_EndsAfterWhatBelongsToTheObject()
    {
        cluster.RequiresAny(ClusterCapabilities.GarbageCollection);
        var kubectl = await FamilyAsync();

        await kubectl.RunAsync("delete configmap owner --cascade=foreground --timeout=60s");

        (await kubectl.RunAsync("get configmap owner child --ignore-not-found")).ShouldBeEmpty();
    }

    [SkippableFact]
    public async Task Delete_InTheForegroundOfWhatIsHeld_WaitsForIt()
    {
        cluster.RequiresAny(ClusterCapabilities.GarbageCollection);
        var kubectl = await FamilyAsync();
        await kubectl.RunAsync("patch configmap child --type=merge --patch-file /dev/stdin", """{"metadata":{"finalizers":["contract.hermes.dev/hold"]}}""");

        var deleting = kubectl.RunAsync("delete configmap owner --cascade=foreground --timeout=60s");
        await kubectl.RunAsync("wait configmap/child --for=jsonpath={.metadata.deletionTimestamp} --timeout=60s");
        var held = await kubectl.RunAsync("get configmap owner -o jsonpath={.metadata.finalizers}");
        await kubectl.RunAsync("patch configmap child --type=merge --patch-file /dev/stdin", """{"metadata":{"finalizers":null}}""");

        await deleting;
        held.ShouldBe("""["foregroundDeletion"]""");
    }

    [SkippableFact]
    public async Task Delete_WithOrphans_LeavesWhatBelongsToTheObjectWithoutAnOwner()
    {
        cluster.RequiresAny(ClusterCapabilities.GarbageCollection);
        var kubectl = await FamilyAsync();

        await kubectl.RunAsync("delete configmap owner --cascade=orphan --timeout=60s");

        (await kubectl.RunAsync("get configmap child -o jsonpath={.metadata.ownerReferences}")).ShouldBeEmpty();
        (await kubectl.RunAsync("get configmap grandchild -o jsonpath={.metadata.ownerReferences[0].name}")).ShouldBe("child");
    }

    [SkippableTheory]
    [InlineData("background", false)]
    [InlineData("foreground", false)]
    [InlineData("orphan", true)]
    public async Task Delete_OfADeployment_TakesOrLeavesItsReplicaSet(string cascade, bool left)
    {
        cluster.RequiresAny(ClusterCapabilities.Simulator | ClusterCapabilities.Controllers);
        var kubectl = await cluster.KubectlAsync();
        await kubectl.RunAsync("create -f -", Manifests.Deployment("web"));
        await kubectl.RunAsync("wait pod -l app=web --for=create --timeout=60s");

        await kubectl.RunAsync($"delete deployment web --cascade={cascade} --timeout=60s");

        if (left)
        {
            (await kubectl.RunAsync("get replicaset -l app=web -o jsonpath={.items[*].spec.replicas}")).ShouldBe("1");
            (await kubectl.RunAsync("get pods -l app=web -o name")).ShouldNotBeEmpty();
        }
        else
        {
            await kubectl.RunAsync("wait replicaset,pod -l app=web --for=delete --timeout=60s");
        }
    }

    [SkippableTheory]
    [InlineData("configmaps -l tier=front", "c")]
    [InlineData("configmaps -l \"tier notin (front)\"", "a b")]
    [InlineData("configmaps --field-selector metadata.name=b", "a c")]
    [InlineData("configmap/a configmap/c", "b")]
    public async Task Delete_OfASelection_LeavesTheRest(string what, string left)
    {
        var kubectl = await cluster.KubectlAsync();
        await kubectl.RunAsync("create -f -", string.Join(
            "---\n",
            Manifests.ConfigMap("a", "{}", "labels: {tier: front, mine: ''}"),
            Manifests.ConfigMap("b", "{}", "labels: {tier: front, mine: ''}"),
            Manifests.ConfigMap("c", "{}", "labels: {tier: back, mine: ''}")));

        await kubectl.RunAsync($"delete {what}");

        (await kubectl.RunAsync("get configmaps -l mine -o jsonpath={.items[*].metadata.name}")).ShouldBe(left);
    }

    [SkippableFact]
    public async Task Delete_AsADryRun_LeavesTheObject()
    {
        var kubectl = await cluster.KubectlAsync();
        await kubectl.RunAsync("create configmap web");

        await kubectl.RunAsync("delete configmap web --dry-run=server");

        await kubectl.RunAsync("get configmap web");
    }

    [SkippableFact]
    public async Task Delete_OfANamespace_TakesAllThatIsInIt()
    {
        cluster.RequiresAny(ClusterCapabilities.GarbageCollection);
        var kubectl = await cluster.KubectlAsync();
        await kubectl.RunAsync("create -f -", Manifests.Service("web") + "---\n" + Manifests.Widget(cluster.Group, "web"));

        await kubectl.RunAsync($"delete namespace {kubectl.Namespace} --timeout=90s");

        (await kubectl.RunAsync($"get services,{cluster.Widgets} -o name")).ShouldBeEmpty();
        (await kubectl.TryAsync("create configmap late")).ExitCode.ShouldBe(1);
    }

    [SkippableFact]
    public async Task Delete_OfADefinition_TakesItsKindAndItsObjects()
    {
        var kubectl = await cluster.KubectlAsync();
        var group = $"{ClientCluster.Unique()}.example.dev";
        await cluster.DefineAsync(
            $"widgets.{group}", ScenarioFolder.Widgets().ToJsonString().Replace("${group}", group, StringComparison.Ordinal));
        await kubectl.RunAsync("create -f -", Manifests.Widget(group, "web"));

        await kubectl.RunAsync($"delete customresourcedefinition widgets.{group} --timeout=60s");

        (await kubectl.TryAsync($"get --raw /apis/{group}/v1alpha1/namespaces/{kubectl.Namespace}/widgets/web")).ExitCode.ShouldBe(1);
        (await kubectl.RunAsync("api-resources -o name --cached=false")).Split('\n').ShouldNotContain($"widgets.{group}");
    }

    private async Task<ClientSession> FamilyAsync()
    {
        var kubectl = await cluster.KubectlAsync();
        await kubectl.RunAsync("create configmap owner");
        await kubectl.RunAsync("create -f -", Manifests.Dependent("child", "owner", await UidAsync("owner")));
        await kubectl.RunAsync("create -f -", Manifests.Dependent("grandchild", "child", await UidAsync("child")));
        return kubectl;

        Task<string> UidAsync(string name) => kubectl.RunAsync($"get configmap {name} -o jsonpath={{.metadata.uid}}");
    }
}
