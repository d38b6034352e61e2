using System.Text.Json.Nodes;
using Hermes.DevCluster.Tests.Hosting;
using Hermes.DevCluster.Tests.Schemas;

namespace Hermes.DevCluster.Tests.Collection;

public sealed class CollectionTests : IAsyncLifetime
{
    private readonly TestCluster _cluster = new();

    private TestClient Client => _cluster.Client;

    public Task InitializeAsync() => _cluster.InitializeAsync();

    public Task DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Background_TakesTheDependentsAfterTheOwner()
    {
        var (path, configs) = await FamilyAsync();

        await Client.DeleteAsync($"{path}/one", """{"propagationPolicy": "Background"}""");
        await _cluster.Server.SettleAsync();

        (await Client.GetAsync($"{path}/one")).Status.ShouldBe(404);
        (await Client.GetAsync(configs)).Names.ShouldBe(["free"]);
    }

    [Fact]
    public async Task Foreground_TakesTheDependentsFirst()
    {
        var (path, configs) = await FamilyAsync(hold: true);

        var answer = await Client.DeleteAsync($"{path}/one", """{"propagationPolicy": "Foreground"}""");
        answer.Status.ShouldBe(200);
        answer.Json["metadata"]!["finalizers"].ShouldBeJson("""["foregroundDeletion"]""");
        await _cluster.Server.SettleAsync();

        (await Client.GetAsync($"{path}/one")).Status.ShouldBe(200);
        (await Client.GetAsync($"{configs}/owned")).Json["metadata"]!["deletionTimestamp"].ShouldNotBeNull();

        await Client.MergeAsync($"{configs}/owned", """{"metadata": {"finalizers": null}}""");
        await _cluster.Server.SettleAsync();

        (await Client.GetAsync($"{path}/one")).Status.ShouldBe(404);
        (await Client.GetAsync(configs)).Names.ShouldBe(["free"]);
    }

    [Fact]
    public async Task Orphan_LeavesTheDependentsWithoutTheirOwner()
    {
        var (path, configs) = await FamilyAsync();

        await Client.DeleteAsync($"{path}/one", """{"propagationPolicy": "Orphan"}""");
        await _cluster.Server.SettleAsync();

        (await Client.GetAsync($"{path}/one")).Status.ShouldBe(404);
        (await Client.GetAsync($"{configs}/owned")).Json["metadata"]!.AsObject().ContainsKey("ownerReferences").ShouldBeFalse();
    }

    [Fact]
    public async Task ObjectOfAnOwnerThatNeverWas_IsTakenAway()
    {
        var (_, configs) = await FamilyAsync();

        await CreateConfigAsync(configs, "stray", "00000000-0000-0000-0000-000000000000");
        await _cluster.Server.SettleAsync();

        (await Client.GetAsync($"{configs}/stray")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task ObjectOfAKindThatIsNotServed_Stays()
    {
        var (_, configs) = await FamilyAsync();

        await CreateConfigAsync(configs, "stray", "00000000-0000-0000-0000-000000000000", "unknown.dev/v1");
        await _cluster.Server.SettleAsync();

        (await Client.GetAsync($"{configs}/stray")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Namespace_Deleted_TakesItsContentsAndGoes()
    {
        var (path, configs) = await FamilyAsync();
        var ns = path.Split('/')[5];

        var answer = await Client.DeleteAsync($"/api/v1/namespaces/{ns}");
        answer.Json["status"]!["phase"]!.ToString().ShouldBe("Terminating");
        await _cluster.Server.SettleAsync();

        (await Client.GetAsync($"/api/v1/namespaces/{ns}")).Status.ShouldBe(404);
        (await Client.GetAsync(configs)).Names.ShouldBeEmpty();
    }

    [Fact]
    public async Task Namespace_HeldByItsContents_TakesNothingNew()
    {
        var (path, configs) = await FamilyAsync(hold: true);
        var ns = path.Split('/')[5];
        await Client.DeleteAsync($"/api/v1/namespaces/{ns}");
        await _cluster.Server.SettleAsync();

        var late = await Client.PostAsync(configs, Config("late"));

        late.Json.ShouldBeJson(
            $$"""
            {"kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Failure", "reason": "Forbidden", "code": 403,
             "message": "configmaps \"late\" is forbidden: unable to create new content in namespace {{ns}} because it is being terminated",
             "details": {"name": "late", "kind": "configmaps", "causes": [
              {"reason": "NamespaceTerminating", "message": "namespace {{ns}} is being terminated", "field": "metadata.namespace"}]} }
            """);
        (await Client.GetAsync($"/api/v1/namespaces/{ns}")).Json["status"]!["conditions"]![0]!["message"]!.ToString()
            .ShouldBe("Some resources are remaining: configmaps has 1 resource instances");

        await Client.MergeAsync($"{configs}/owned", """{"metadata": {"finalizers": null}}""");
        await _cluster.Server.SettleAsync();
        (await Client.GetAsync($"/api/v1/namespaces/{ns}")).Status.ShouldBe(404);
    }

    [Theory]
    [InlineData("default")]
    [InlineData("kube-system")]
    public async Task Namespace_OfTheCluster_CannotBeDeleted(string name) =>
        (await Client.DeleteAsync($"/api/v1/namespaces/{name}")).Status.ShouldBe(403);

    [Fact]
    public async Task Definition_Stored_IsEstablishedAndServed()
    {
        const string path = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/widgets.example.dev";

        var status = (await Client.GetAsync(path)).Json["status"]!;

        status["conditions"]!.AsArray().Select(each => $"{each!["type"]} {each["status"]} {each["reason"]}").ShouldBe(
            ["NamesAccepted True NoConflicts", "Established True InitialNamesAccepted"]);
        status["acceptedNames"]!["kind"]!.ToString().ShouldBe("Widget");
        status["storedVersions"].ShouldBeJson("""["v1alpha1"]""");
        (await Client.GetAsync("/apis/example.dev/v1alpha1/widgets")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Definition_Deleted_TakesItsObjectsItsRoutesAndItsWatches()
    {
        var (path, _) = await FamilyAsync();
        using var watch = await Client.WatchAsync($"{path}?watch=1");
        (await watch.NextNameAsync()).ShouldBe("ADDED one");

        var answer = await Client.DeleteAsync("/apis/apiextensions.k8s.io/v1/customresourcedefinitions/widgets.example.dev");
        await _cluster.Server.SettleAsync();

        answer.Status.ShouldBe(200);
        answer.Json["metadata"]!["finalizers"].ShouldBeJson("""["customresourcecleanup.apiextensions.k8s.io"]""");
        answer.Json["metadata"]!.AsObject().ContainsKey("deletionGracePeriodSeconds").ShouldBeFalse();
        answer.Json["status"]!["conditions"]![2]!["reason"]!.ToString().ShouldBe("InstanceDeletionPending");
        (await watch.NextNameAsync()).ShouldBe("DELETED one");
        (await watch.NextAsync()).ShouldBeNull();
        (await Client.GetAsync(path)).Text.ShouldBe("404 page not found\n");
        (await Client.GetAsync("/apis/example.dev")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Definition_Deleted_TakesTheDependentsOfItsObjects()
    {
        var (_, configs) = await FamilyAsync();

        await Client.DeleteAsync("/apis/apiextensions.k8s.io/v1/customresourcedefinitions/widgets.example.dev");
        await _cluster.Server.SettleAsync();

        (await Client.GetAsync(configs)).Names.ShouldBe(["free"]);
    }

    [Fact]
    public async Task Definition_CreatedAgain_ServesAgainWithoutTheFormerObjects()
    {
        var (path, _) = await FamilyAsync();
        await Client.DeleteAsync("/apis/apiextensions.k8s.io/v1/customresourcedefinitions/widgets.example.dev");
        await _cluster.Server.SettleAsync();

        await Client.PostAsync("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", Widgets.Definition());

        (await Client.GetAsync(path)).Names.ShouldBeEmpty();
        using var watch = await Client.WatchAsync($"{path}?watch=1");
        await Client.PostAsync(path, Widgets.Widget("""{"image": "x"}""", "new"));
        (await watch.NextNameAsync()).ShouldBe("ADDED new");
    }

    private static JsonObject Config(string name) =>
        Json.Object($$"""{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "{{name}}"} }""");

    /// <summary>A widget <c>one</c> with a config map <c>owned</c>, and another, <c>free</c>.</summary>
    private async Task<(string Widgets, string Configs)> FamilyAsync(bool hold = false)
    {
        var ns = await _cluster.NamespaceAsync();
        var (path, configs) = ($"/apis/example.dev/v1alpha1/namespaces/{ns}/widgets", $"/api/v1/namespaces/{ns}/configmaps");
        var owner = await Client.PostAsync(path, Widgets.Widget("""{"image": "x"}"""));
        await CreateConfigAsync(configs, "owned", owner.Json["metadata"]!["uid"]!.ToString(), hold: hold);
        (await Client.PostAsync(configs, Config("free"))).Status.ShouldBe(201);
        return (path, configs);
    }

    private async Task CreateConfigAsync(
        string configs, string name, string owner, string apiVersion = "example.dev/v1alpha1", bool hold = false)
    {
        var config = Config(name);
        config["metadata"]!["ownerReferences"] = new JsonArray(new JsonObject
        {
            ["apiVersion"] = apiVersion,
            ["kind"] = "Widget",
            ["name"] = "one",
            ["uid"] = owner,
            ["controller"] = true,
            ["blockOwnerDeletion"] = true,
        });
        if (hold)
        {
            config["metadata"]!["finalizers"] = new JsonArray("example.dev/hold");
        }

        (await Client.PostAsync(configs, config)).Status.ShouldBe(201);
    }
}
