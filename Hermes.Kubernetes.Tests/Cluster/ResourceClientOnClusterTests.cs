using System.Text.Json.Nodes;
using Hermes.Kubernetes.Client;
using k8s.Models;
using KubernetesException = Hermes.Kubernetes.Client.KubernetesException;

namespace Hermes.Kubernetes.Tests.Cluster;

[Trait("Category", "Cluster")]
public sealed class ResourceClientOnClusterTests(ClusterFixture cluster) : IClassFixture<ClusterFixture>, IAsyncLifetime
{
    private readonly ClusterFixture _cluster = cluster;
    private string _namespace = "";

    private ResourceClient Client => _cluster.Client;

    [Fact]
    public async Task Apply_Twice_ChangesNothingTheSecondTime()
    {
        var first = await Client.ApplyAsync(Entity("a", "1"), new ApplyOptions("hermes"), CancellationToken.None);
        var second = await Client.ApplyAsync(Entity("a", "1"), new ApplyOptions("hermes"), CancellationToken.None);

        first.Metadata.Uid.ShouldNotBeNullOrEmpty();
        second.Metadata.ResourceVersion.ShouldBe(first.Metadata.ResourceVersion);
    }

    [Fact]
    public async Task Apply_FieldOfAnother_ConflictsUnlessForced()
    {
        await Client.ApplyAsync(Entity("a", "1"), new ApplyOptions("other"), CancellationToken.None);

        var refusal = await Client.ApplyAsync(Entity("a", "2"), new ApplyOptions("hermes"), CancellationToken.None)
            .ShouldThrowAsync<KubernetesException>();
        var forced = await Client.ApplyAsync(Entity("a", "2"), new ApplyOptions("hermes", Force: true), CancellationToken.None);

        refusal.Reason.ShouldBe(StatusReason.Conflict);
        refusal.Causes.ShouldHaveSingleItem().Field.ShouldBe(".data.k");
        forced.Data["k"].ShouldBe("2");
    }

    [Fact]
    public async Task Apply_StaleVersion_Conflicts()
    {
        var stored = await Client.ApplyAsync(Entity("a", "1"), new ApplyOptions("hermes"), CancellationToken.None);
        await Client.ApplyAsync(Entity("a", "2"), new ApplyOptions("hermes"), CancellationToken.None);
        var stale = Entity("a", "3");
        stale.Metadata.ResourceVersion = stored.Metadata.ResourceVersion;

        (await Client.ApplyAsync(stale, new ApplyOptions("hermes"), CancellationToken.None).ShouldThrowAsync<KubernetesException>())
            .Reason.ShouldBe(StatusReason.Conflict);
    }

    [Fact]
    public async Task Create_Twice_AlreadyExists()
    {
        await Client.CreateAsync(Entity("a", "1"), CancellationToken.None);

        (await Client.CreateAsync(Entity("a", "1"), CancellationToken.None).ShouldThrowAsync<KubernetesException>())
            .Reason.ShouldBe(StatusReason.AlreadyExists);
    }

    [Fact]
    public async Task Patch_MergeAndJson_ChangeTheObject()
    {
        await Client.CreateAsync(Entity("a", "1"), CancellationToken.None);

        var merged = await Client.MergePatchAsync<V1ConfigMap>(
            "a", _namespace, new JsonObject { ["data"] = new JsonObject { ["m"] = "2", ["k"] = null } }, new PatchOptions("hermes"), CancellationToken.None);
        var patched = await Client.JsonPatchAsync<V1ConfigMap>(
            "a",
            _namespace,
            [
                new JsonObject { ["op"] = "test", ["path"] = "/metadata/resourceVersion", ["value"] = merged.Metadata.ResourceVersion },
                new JsonObject { ["op"] = "add", ["path"] = "/data/j", ["value"] = "3" },
            ],
            new PatchOptions("hermes"),
            CancellationToken.None);

        patched.Data.ShouldBe(new Dictionary<string, string> { ["m"] = "2", ["j"] = "3" }, ignoreOrder: true);
    }

    [Fact]
    public async Task List_MoreThanAPage_IsWhole()
    {
        for (var i = 0; i < 5; i++)
        {
            await Client.CreateAsync(Entity($"page-{i}", "1"), CancellationToken.None);
        }

        var list = await Client.ListAsync<V1ConfigMap>(
            new ListOptions { Namespace = _namespace, LabelSelector = "team=a", PageSize = 2 }, CancellationToken.None);

        list.Items.Select(item => item.Metadata.Name).ShouldBe(["page-0", "page-1", "page-2", "page-3", "page-4"]);
        list.Items.ShouldAllBe(item => item.Kind == "ConfigMap" && item.ApiVersion == "v1");
    }

    [Fact]
    public async Task Delete_Preconditions_Hold()
    {
        var stored = await Client.CreateAsync(Entity("a", "1"), CancellationToken.None);

        (await Client.DeleteAsync<V1ConfigMap>("a", _namespace, new Preconditions("another"), CancellationToken.None)
            .ShouldThrowAsync<KubernetesException>()).Reason.ShouldBe(StatusReason.Conflict);
        (await Client.DeleteAsync<V1ConfigMap>(
            "a", _namespace, new Preconditions(stored.Metadata.Uid, stored.Metadata.ResourceVersion), CancellationToken.None)).ShouldBeTrue();
        (await Client.DeleteAsync<V1ConfigMap>("a", _namespace, null, CancellationToken.None)).ShouldBeFalse();
    }

    [SkippableFact]
    public async Task Watch_OldVersion_IsGone()
    {
        var list = await Client.ListAsync<V1ConfigMap>(new ListOptions(), CancellationToken.None);
        await Client.CreateAsync(Entity("a", "1"), CancellationToken.None);
        _cluster.RequireFaults().Compact();

        var refusal = await Should.ThrowAsync<KubernetesException>(async () =>
        {
            await foreach (var change in Client.WatchAsync<V1ConfigMap>(
                new WatchOptions { ResourceVersion = list.ResourceVersion }, CancellationToken.None))
            {
                change.ShouldBeNull();
            }
        });

        refusal.StatusCode.ShouldBe(System.Net.HttpStatusCode.Gone);
    }

    [Theory]
    [InlineData("", "v1")]
    [InlineData("apps", "v1")]
    [InlineData("autoscaling", "v2")]
    [InlineData("networking.k8s.io", "v1")]
    [InlineData("rbac.authorization.k8s.io", "v1")]
    [InlineData("apiextensions.k8s.io", "v1")]
    [InlineData("coordination.k8s.io", "v1")]
    public async Task Discovery_Scopes_AreTheCatalogs(string group, string version)
    {
        var resources = (await _cluster.Discovery.GetServedResourcesAsync(group, version, CancellationToken.None)).ShouldNotBeNull();

        resources.ShouldNotBeEmpty();
        foreach (var resource in resources.Where(resource => !resource.Name.Contains('/', StringComparison.Ordinal)))
        {
            ClusterScopedKinds.Contains(group, resource.Name).ShouldBe(!resource.Namespaced, resource.Name);
        }
    }

    [Fact]
    public async Task Discovery_GroupNotServed_IsNull() =>
        (await _cluster.Discovery.GetServedResourcesAsync("nope.example.com", "v1", CancellationToken.None)).ShouldBeNull();

    public async Task InitializeAsync() => _namespace = await _cluster.NewNamespaceAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    private V1ConfigMap Entity(string name, string value) => new()
    {
        Metadata = new V1ObjectMeta
        {
            Name = name,
            NamespaceProperty = _namespace,
            Labels = new Dictionary<string, string> { ["team"] = "a" },
        },
        Data = new Dictionary<string, string> { ["k"] = value },
    };
}
