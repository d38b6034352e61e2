using System.Text.Json.Nodes;
using Hermes.DevCluster.Tests.Hosting;

namespace Hermes.DevCluster.Tests.Collection;

public sealed class DefinitionLifecycleTests : IAsyncLifetime
{
    private const string Definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
    private const string Object = "/namespaces/default/pairs/one";

    private const string Both = """{"a": {"type": "string"}, "b": {"type": "string"}}""";
    private const string Narrow = """{"a": {"type": "string"}}""";
    private const string WithDefault = """{"a": {"type": "string"}, "c": {"type": "integer", "default": 3}}""";

    private readonly TestCluster _cluster = new();

    private TestClient Client => _cluster.Client;

    public Task InitializeAsync() => _cluster.InitializeAsync();

    public Task DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task StorageSchema_Changed_ShowsInStoredObjectsWithoutANewVersion()
    {
        var before = await CreateAsync();

        await Client.MergeAsync($"{Definitions}/pairs.example.net", Versions(v1: WithDefault, v1Served: true));

        var after = (await Client.GetAsync($"/apis/example.net/v1{Object}")).Json;
        after["spec"].ShouldBeJson("""{"a": "1", "c": 3}""");
        after["metadata"]!["resourceVersion"]!.ToString().ShouldBe(before);
    }

    [Fact]
    public async Task StorageVersion_NoLongerServed_LosesNothingOfItsObjects()
    {
        await CreateAsync();

        await Client.MergeAsync(
            $"{Definitions}/pairs.example.net", Versions(v1: Both, v1Served: false));

        (await Client.GetAsync($"/apis/example.net/v1{Object}")).Status.ShouldBe(404);
        (await Client.GetAsync($"/apis/example.net/v2{Object}")).Json["spec"].ShouldBeJson("""{"a": "1", "b": "2"}""");
    }

    private async Task<string> CreateAsync()
    {
        var versions = Versions(v1: Both, v1Served: true);
        var defined = await Client.PostAsync(Definitions, JsonNode.Parse($$"""
            {"apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition", "metadata": {"name": "pairs.example.net"},
             {{versions[1..]}}
            """)!);
        defined.Status.ShouldBe(201, defined.Text);
        var created = await Client.PostAsync("/apis/example.net/v1/namespaces/default/pairs", JsonNode.Parse("""
            {"apiVersion": "example.net/v1", "kind": "Pair", "metadata": {"name": "one"}, "spec": {"a": "1", "b": "2"}}
            """)!);
        created.Status.ShouldBe(201, created.Text);
        return created.Json["metadata"]!["resourceVersion"]!.ToString();
    }

    private static string Versions(string v1, bool v1Served) => $$"""
        {"spec": {"group": "example.net", "scope": "Namespaced", "names": {"plural": "pairs", "kind": "Pair"},
         "versions": [{{Version("v1", v1, v1Served, isStorage: true)}}, {{Version("v2", Narrow, served: true, isStorage: false)}}] } }
        """;

    private static string Version(string name, string fields, bool served, bool isStorage) => new JsonObject
    {
        ["name"] = name,
        ["served"] = served,
        ["storage"] = isStorage,
        ["schema"] = new JsonObject
        {
            ["openAPIV3Schema"] = new JsonObject
            {
                ["type"] = "object",
                ["properties"] = new JsonObject
                {
                    ["spec"] = new JsonObject { ["type"] = "object", ["properties"] = JsonNode.Parse(fields) },
                },
            },
        },
    }.ToJsonString();
}
