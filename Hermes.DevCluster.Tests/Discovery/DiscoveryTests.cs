using Hermes.DevCluster.Discovery;
using Hermes.DevCluster.Tests.Hosting;

namespace Hermes.DevCluster.Tests.Discovery;

public class DiscoveryTests(TestCluster cluster) : IClassFixture<TestCluster>
{
    private TestClient Client => cluster.Client;

    [Fact]
    public async Task Version_SaysWhichServerThisBehavesLike() =>
        (await Client.GetAsync("/version")).Json["gitVersion"]!.ToString().ShouldBe("v1.36.2");

    [Theory]
    [InlineData("/readyz")]
    [InlineData("/livez")]
    [InlineData("/healthz")]
    public async Task Health_IsOk(string path) => (await Client.GetAsync(path, "*/*")).Text.ShouldBe("ok");

    [Theory]
    [InlineData("/apis/nope.example.com/v1")]
    [InlineData("/nope")]
    public async Task UnknownPath_IsAPlain404(string path)
    {
        var answer = await Client.GetAsync(path);

        answer.Status.ShouldBe(404);
        answer.Text.ShouldBe("404 page not found\n");
    }

    [Fact]
    public async Task Resources_OfADefinition_ShowNamesVerbsAndSubresources()
    {
        var resources = (await Client.GetAsync("/apis/example.dev/v1alpha1")).Json["resources"]!.AsArray();

        resources[0].ShouldBeJson(
            """
            {"name": "widgets", "singularName": "widget", "namespaced": true, "kind": "Widget",
             "verbs": ["delete", "deletecollection", "get", "list", "patch", "create", "update", "watch"],
             "shortNames": ["wd"], "categories": ["all"], "storageVersionHash": "zPUMgwWRq9U="}
            """);
        resources.Select(each => each!["name"]!.ToString()).ShouldBe(["widgets", "widgets/status", "widgets/scale"]);
        resources[2]!["group"]!.ToString().ShouldBe("autoscaling");
    }

    [Fact]
    public async Task Groups_NameTheirPreferredVersion()
    {
        var groups = (await Client.GetAsync("/apis")).Json["groups"]!.AsArray();

        var autoscaling = groups.Single(group => group!["name"]!.ToString() == "autoscaling")!;
        autoscaling["preferredVersion"]!["version"]!.ToString().ShouldBe("v2");
        groups.ShouldContain(group => group!["name"]!.ToString() == "example.dev");
    }

    [Fact]
    public async Task AggregatedDiscovery_TellsTheSameInOneDocument()
    {
        var answer = await Client.GetAsync("/apis", "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json");

        answer.Json["kind"]!.ToString().ShouldBe("APIGroupDiscoveryList");
        var widgets = answer.Json["items"]!.AsArray()
            .Single(group => group!["metadata"]!["name"]!.ToString() == "example.dev")!["versions"]![0]!["resources"]![0]!;
        widgets["resource"]!.ToString().ShouldBe("widgets");
        widgets["subresources"]!.AsArray().Select(each => each!["subresource"]!.ToString()).ShouldBe(["status", "scale"]);
        widgets["responseKind"].ShouldBeJson("""{"group": "example.dev", "version": "v1alpha1", "kind": "Widget"}""");
    }

    [Fact]
    public async Task Namespaces_OfEveryCluster_AreThere() =>
        (await Client.GetAsync("/api/v1/namespaces")).Names.ShouldBe(
            ["default", "kube-node-lease", "kube-public", "kube-system"]);

    [Theory]
    [InlineData("v1 v2 v1beta1 v1alpha1 v11 v1beta2 foo v2alpha1", "v11 v2 v1 v1beta2 v1beta1 v2alpha1 v1alpha1 foo")]
    public void VersionOrder_PrefersStableThenLater(string versions, string ordered) =>
        string.Join(' ', versions.Split(' ').Order(VersionOrder.Instance)).ShouldBe(ordered);
}
