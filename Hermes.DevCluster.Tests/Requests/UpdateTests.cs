using System.Text.Json.Nodes;
using Hermes.DevCluster.Tests.Hosting;
using Hermes.DevCluster.Tests.Schemas;

namespace Hermes.DevCluster.Tests.Requests;

public class UpdateTests(TestCluster cluster) : IClassFixture<TestCluster>
{
    private const string Modified = "the object has been modified; please apply your changes to the latest version and try again";

    private TestClient Client => cluster.Client;

    [Fact]
    public async Task Put_OfAChangedSpec_RaisesGenerationAndIgnoresStatus()
    {
        var (path, widget) = await WidgetAsync();
        widget["spec"]!["image"] = "y";
        widget["status"] = new JsonObject { ["replicas"] = 7 };

        var answer = await Client.PutAsync(path, widget);

        answer.Status.ShouldBe(200);
        ((int)answer.Json["metadata"]!["generation"]!).ShouldBe(2);
        answer.Json["spec"]!["image"]!.ToString().ShouldBe("y");
        answer.Json.ContainsKey("status").ShouldBeFalse();
        answer.Revision.ShouldNotBe((string?)widget["metadata"]!["resourceVersion"]);
    }

    [Theory]
    [InlineData("/apis/apps/v1/namespaces/default/deployments", "Deployment", true, false)]
    [InlineData("/api/v1/namespaces/default/services", "Service", true, true)]
    [InlineData("/apis/example.dev/v1alpha1/namespaces/default/widgets", "Widget", false, false)]
    public async Task Patch_OfAStatus_ChangesMetadataWhereTheKindLetsIt(string path, string kind, bool annotates, bool labels)
    {
        var spec = kind switch
        {
            "Deployment" => """
                {"selector":{"matchLabels":{"app":"web"}},
                 "template":{"metadata":{"labels":{"app":"web"}},"spec":{"containers":[{"name":"web","image":"web:1"}]}}}
                """,
            "Service" => """{"ports":[{"port":80}]}""",
            _ => """{"image":"x"}""",
        };
        var created = await Client.PostAsync(
            path,
            new JsonObject { ["kind"] = kind, ["metadata"] = new JsonObject { ["generateName"] = "web-" }, ["spec"] = JsonNode.Parse(spec) });
        created.Status.ShouldBe(201);

        var answer = await Client.MergeAsync(
            $"{path}/{created.Json["metadata"]!["name"]}/status", """{"metadata":{"annotations":{"a":"b"},"labels":{"c":"d"}}}""");

        answer.Status.ShouldBe(200);
        (answer.Json["metadata"]!["annotations"] is not null).ShouldBe(annotates);
        (answer.Json["metadata"]!["labels"] is not null).ShouldBe(labels);
        answer.Json["metadata"]!["generation"]?.ToString().ShouldBe(created.Json["metadata"]!["generation"]?.ToString());
    }

    [Fact]
    public async Task Put_OfAStaleVersion_Conflicts()
    {
        var (path, widget) = await WidgetAsync();
        await Client.MergeAsync(path, """{"spec": {"image": "y"}}""");

        var answer = await Client.PutAsync(path, widget);

        answer.Status.ShouldBe(409);
        answer.Reason.ShouldBe("Conflict");
        answer.Message.ShouldBe($"Operation cannot be fulfilled on widgets.example.dev \"one\": {Modified}");
        answer.Json["details"].ShouldBeJson("""{"name": "one", "group": "example.dev", "kind": "widgets"}""");
    }

    [Fact]
    public async Task Put_OfACustomResourceWithoutAVersion_IsRefused()
    {
        var (path, widget) = await WidgetAsync();
        widget["metadata"]!.AsObject().Remove("resourceVersion");

        var answer = await Client.PutAsync(path, widget);

        answer.Status.ShouldBe(422);
        answer.Message.ShouldBe(
            "widgets.example.dev \"one\" is invalid: metadata.resourceVersion: Invalid value: 0: must be specified for an update");
    }

    [Fact]
    public async Task Put_OfWhatIsStored_ChangesNothing()
    {
        var (path, widget) = await WidgetAsync();

        var answer = await Client.PutAsync(path, widget);

        answer.Status.ShouldBe(200);
        answer.Revision.ShouldBe((string?)widget["metadata"]!["resourceVersion"]);
    }

    [Fact]
    public async Task Put_OfStatus_IgnoresTheSpecAndKeepsGeneration()
    {
        var (path, widget) = await WidgetAsync();
        widget["spec"]!["image"] = "ignored";
        widget["status"] = new JsonObject { ["replicas"] = 2 };

        var answer = await Client.PutAsync($"{path}/status", widget);

        answer.Status.ShouldBe(200);
        answer.Json["spec"]!["image"]!.ToString().ShouldBe("x");
        ((int)answer.Json["metadata"]!["generation"]!).ShouldBe(1);
        ((int)answer.Json["status"]!["replicas"]!).ShouldBe(2);
        answer.Json["metadata"]!["managedFields"]!.AsArray().ShouldContain(entry => (string?)entry!["subresource"] == "status");
    }

    [Fact]
    public async Task Put_OfAnAbsentCustomResource_IsNotFound()
    {
        var (path, widget) = await WidgetAsync();
        widget["metadata"]!["name"] = "none";

        (await Client.PutAsync(path.Replace("/one", "/none", StringComparison.Ordinal), widget)).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Put_OfAnAbsentLease_CreatesIt()
    {
        var ns = await cluster.NamespaceAsync();
        var lease = Json.Object("""{"apiVersion": "coordination.k8s.io/v1", "kind": "Lease", "metadata": {"name": "l"}, "spec": {}}""");

        (await Client.PutAsync($"/apis/coordination.k8s.io/v1/namespaces/{ns}/leases/l", lease)).Status.ShouldBe(201);
    }

    /// <summary>As kube-apiserver 1.36 does: a stale resource version does not keep a PUT from creating, a UID does.</summary>
    [Theory]
    [InlineData("""{"name": "l", "resourceVersion": "1"}""", 201)]
    [InlineData("""{"name": "l", "resourceVersion": "1", "uid": "abc"}""", 409)]
    [InlineData("""{"name": "l", "uid": "abc"}""", 409)]
    public async Task Put_OfAnAbsentLease_ThatWasThereOnce_DependsOnItsUid(string metadata, int status)
    {
        var ns = await cluster.NamespaceAsync();
        var lease = Json.Object("""{"apiVersion": "coordination.k8s.io/v1", "kind": "Lease", "spec": {}}""");
        lease["metadata"] = Json.Object(metadata);

        (await Client.PutAsync($"/apis/coordination.k8s.io/v1/namespaces/{ns}/leases/l", lease)).Status.ShouldBe(status);
    }

    [Fact]
    public async Task MergePatch_WithNull_RemovesAndTheDefaultReturns()
    {
        var (path, _) = await WidgetAsync("""{"image": "x", "replicas": 5}""");

        var answer = await Client.MergeAsync(path, """{"spec": {"replicas": null, "host": "a.b"}}""");

        answer.Status.ShouldBe(200);
        answer.Json["spec"].ShouldBeJson("""{"image": "x", "mode": "A", "replicas": 1, "host": "a.b"}""");
    }

    [Fact]
    public async Task MergePatch_WithAStaleVersion_Conflicts()
    {
        var (path, _) = await WidgetAsync();

        var answer = await Client.MergeAsync(path, """{"metadata": {"resourceVersion": "1"}, "spec": {"image": "w"}}""");

        answer.Status.ShouldBe(409);
        answer.Message.ShouldBe($"Operation cannot be fulfilled on widgets.example.dev \"one\": {Modified}");
    }

    [Fact]
    public async Task JsonPatch_WhoseTestHolds_IsDone()
    {
        var (path, _) = await WidgetAsync();

        var answer = await Client.SendAsync(
            "PATCH",
            path,
            """[{"op": "test", "path": "/spec/image", "value": "x"}, {"op": "replace", "path": "/spec/image", "value": "z"}]""",
            "application/json-patch+json");

        answer.Status.ShouldBe(200);
        answer.Json["spec"]!["image"]!.ToString().ShouldBe("z");
    }

    [Theory]
    [InlineData("""[{"op": "test", "path": "/spec/image", "value": "nope"}]""")]
    [InlineData("""[{"op": "remove", "path": "/spec/absent"}]""")]
    public async Task JsonPatch_ThatCannotBeDone_IsRefusedWithoutACause(string patch)
    {
        var (path, _) = await WidgetAsync();

        var answer = await Client.SendAsync("PATCH", path, patch, "application/json-patch+json");

        answer.Json.ShouldBeJson(
            """
            {"kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Failure", "reason": "Invalid", "details": {}, "code": 422,
             "message": "the server rejected our request due to an error in our request"}
            """);
    }

    [Theory]
    [InlineData("application/strategic-merge-patch+json")]
    [InlineData("application/json")]
    public async Task Patch_OfATypeThatCustomResourcesDoNotTake_IsUnsupported(string type)
    {
        var (path, _) = await WidgetAsync();

        var answer = await Client.SendAsync("PATCH", path, """{"spec": {}}""", type);

        answer.Status.ShouldBe(415);
        answer.Reason.ShouldBe("UnsupportedMediaType");
        answer.Message.ShouldBe(
            "the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml");
    }

    [Fact]
    public async Task Scale_ReadAndWritten_ShowsTheCountsOfTheObject()
    {
        var (path, widget) = await WidgetAsync();
        await Client.MergeAsync($"{path}/status", """{"status": {"replicas": 2, "selector": "a=b"}}""");

        var scale = (await Client.GetAsync($"{path}/scale")).Json;
        scale["spec"].ShouldBeJson("""{"replicas": 1}""");
        scale["status"].ShouldBeJson("""{"replicas": 2, "selector": "a=b"}""");
        scale["metadata"]!["uid"]!.ToString().ShouldBe(widget["metadata"]!["uid"]!.ToString());

        scale["spec"]!["replicas"] = 4;
        var answer = await Client.PutAsync($"{path}/scale", scale);
        answer.Status.ShouldBe(200);
        answer.Json["kind"]!.ToString().ShouldBe("Scale");
        ((int)(await Client.GetAsync(path)).Json["spec"]!["replicas"]!).ShouldBe(4);
    }

    [Fact]
    public async Task Apply_WithAnotherObjectsUid_NamesTheFieldTwiceInTheCausesAndOnceInTheMessage()
    {
        var (path, _) = await WidgetAsync();
        const string body =
            """{"apiVersion": "example.dev/v1alpha1", "kind": "Widget", "metadata": {"name": "one", "uid": "other"}, "spec": {"image": "x"}}""";

        var answer = await Client.ApplyAsync($"{path}?fieldManager=m&force=true", body);

        answer.Status.ShouldBe(422);
        answer.Message.ShouldBe("Widget.example.dev \"one\" is invalid: metadata.uid: Invalid value: \"other\": field is immutable");
        answer.Causes.Count().ShouldBe(2);
    }

    [Fact]
    public async Task Apply_WithoutAManager_RequiresOne()
    {
        var (path, _) = await WidgetAsync();

        var answer = await Client.ApplyAsync(path, """{"apiVersion": "example.dev/v1alpha1", "kind": "Widget", "metadata": {"name": "one"}}""");

        answer.Status.ShouldBe(422);
        answer.Message.ShouldBe("PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is required for apply patch");
        answer.Json["details"]!["kind"]!.ToString().ShouldBe("PatchOptions");
    }

    [Fact]
    public async Task Apply_OfYaml_CreatesAndAgain_ChangesNothing()
    {
        var path = $"/apis/example.dev/v1alpha1/namespaces/{await cluster.NamespaceAsync()}/widgets/one?fieldManager=m";
        const string body = "apiVersion: example.dev/v1alpha1\nkind: Widget\nmetadata:\n  name: one\nspec:\n  image: \"1\"\n  replicas: 2\n";

        var created = await Client.ApplyAsync(path, body);
        var again = await Client.ApplyAsync(path, body);

        created.Status.ShouldBe(201);
        created.Json["spec"].ShouldBeJson("""{"image": "1", "replicas": 2, "mode": "A"}""");
        again.Status.ShouldBe(200);
        again.Revision.ShouldBe(created.Revision);
    }

    [Fact]
    public async Task Apply_WithAUidWhereNothingIs_Conflicts()
    {
        var path = $"/apis/example.dev/v1alpha1/namespaces/{await cluster.NamespaceAsync()}/widgets/absent?fieldManager=m";

        var answer = await Client.ApplyAsync(
            path, """{"apiVersion": "example.dev/v1alpha1", "kind": "Widget", "metadata": {"name": "absent", "uid": "u"}, "spec": {"image": "x"}}""");

        answer.Status.ShouldBe(409);
        answer.Message.ShouldBe(
            "Operation cannot be fulfilled on widgets.example.dev \"absent\": uid mismatch: the provided object specified uid u, and no existing object was found");
    }

    [Fact]
    public async Task Updates_FromManyClientsAtOnce_LoseNone()
    {
        var (path, _) = await WidgetAsync("""{"image": "x", "labels": {}}""");

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            Client.MergeAsync(path, $$"""{"metadata": {"labels": {"l{{i}}": "1"} } }""")));

        (await Client.GetAsync(path)).Json["metadata"]!["labels"]!.AsObject().Count.ShouldBe(20);
    }

    private async Task<(string Path, JsonObject Widget)> WidgetAsync(string spec = """{"image": "x"}""")
    {
        var path = $"/apis/example.dev/v1alpha1/namespaces/{await cluster.NamespaceAsync()}/widgets";
        var created = await Client.PostAsync(path, Widgets.Widget(spec));
        created.Status.ShouldBe(201);
        return ($"{path}/one", created.Json);
    }
}
