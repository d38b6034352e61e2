using System.Text.Json.Nodes;
using Hermes.DevCluster.Tests.Hosting;
using Hermes.DevCluster.Tests.Schemas;

namespace Hermes.DevCluster.Tests.Requests;

public class DeleteTests(TestCluster cluster) : IClassFixture<TestCluster>
{
    private TestClient Client => cluster.Client;

    [Fact]
    public async Task Delete_OfAnObject_AnswersItsUidAndTakesItAway()
    {
        var (path, widget) = await WidgetAsync();

        var answer = await Client.DeleteAsync(path);

        answer.Status.ShouldBe(200);
        answer.Json["status"]!.ToString().ShouldBe("Success");
        answer.Json["details"].ShouldBeJson(
            $$"""{"name": "one", "group": "example.dev", "kind": "widgets", "uid": "{{widget["metadata"]!["uid"]}}"}""");
        (await Client.GetAsync(path)).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Delete_OfAnAbsentObject_IsNotFound()
    {
        var (path, _) = await WidgetAsync();

        var answer = await Client.DeleteAsync(path.Replace("/one", "/none", StringComparison.Ordinal));

        answer.Status.ShouldBe(404);
        answer.Message.ShouldBe("widgets.example.dev \"none\" not found");
    }

    [Fact]
    public async Task Delete_WithAFinalizer_MarksOnceAndGoesWithTheFinalizer()
    {
        var (path, _) = await WidgetAsync("example.dev/hold");

        var marked = await Client.DeleteAsync(path);
        marked.Status.ShouldBe(200);
        var metadata = marked.Json["metadata"]!;
        metadata["deletionTimestamp"].ShouldNotBeNull();
        ((int)metadata["deletionGracePeriodSeconds"]!).ShouldBe(0);
        ((int)metadata["generation"]!).ShouldBe(2);

        (await Client.DeleteAsync(path)).Json.ShouldBeJson(marked.Text);

        var late = await Client.MergeAsync(path, """{"metadata": {"finalizers": ["example.dev/hold", "example.dev/late"]}}""");
        late.Status.ShouldBe(422);
        late.Message.ShouldBe(
            "Widget.example.dev \"one\" is invalid: metadata.finalizers: Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{\"example.dev/late\"}");
        late.Causes.Count().ShouldBe(2);

        var released = await Client.MergeAsync(path, """{"metadata": {"finalizers": []}}""");
        released.Status.ShouldBe(200);
        released.Revision.ShouldBe(marked.Revision);
        released.Json["metadata"]!.AsObject().ContainsKey("finalizers").ShouldBeFalse();
        (await Client.GetAsync(path)).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Delete_OfAnotherUid_Conflicts()
    {
        var (path, widget) = await WidgetAsync();
        var uid = widget["metadata"]!["uid"]!.ToString();

        var answer = await Client.DeleteAsync(path, """{"preconditions": {"uid": "00000000-0000-0000-0000-000000000000"}}""");

        answer.Status.ShouldBe(409);
        answer.Message.ShouldBe(
            $"Operation cannot be fulfilled on Widget.example.dev \"one\": the UID in the precondition (00000000-0000-0000-0000-000000000000) does not match the UID in record ({uid}). The object might have been deleted and then recreated");
        answer.Json["details"]!["kind"]!.ToString().ShouldBe("Widget");
    }

    [Fact]
    public async Task Delete_OfAnotherVersion_Conflicts()
    {
        var (path, _) = await WidgetAsync();

        var answer = await Client.DeleteAsync(path, """{"preconditions": {"resourceVersion": "1"}}""");

        answer.Status.ShouldBe(409);
        answer.Message.ShouldContain("the ResourceVersion in the precondition (1) does not match the ResourceVersion in record");
    }

    [Fact]
    public async Task Delete_AsADryRun_DeletesNothing()
    {
        var (path, _) = await WidgetAsync();

        (await Client.DeleteAsync($"{path}?dryRun=All")).Status.ShouldBe(200);

        (await Client.GetAsync(path)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task DeleteCollection_WithASelector_AnswersWhatItDeleted()
    {
        var (path, _) = await WidgetAsync();
        var collection = path.Replace("/one", "", StringComparison.Ordinal);
        var other = Widgets.Widget("""{"image": "x"}""", "other");
        other["metadata"]!["labels"] = new JsonObject { ["team"] = "b" };
        await Client.PostAsync(collection, other);

        var answer = await Client.DeleteAsync($"{collection}?labelSelector=team%3Db");

        answer.Status.ShouldBe(200);
        answer.Json["kind"]!.ToString().ShouldBe("WidgetList");
        answer.Names.ShouldBe(["other"]);
        (await Client.GetAsync(collection)).Names.ShouldBe(["one"]);
    }

    private async Task<(string Path, JsonObject Widget)> WidgetAsync(params string[] finalizers)
    {
        var path = $"/apis/example.dev/v1alpha1/namespaces/{await cluster.NamespaceAsync()}/widgets";
        var widget = Widgets.Widget("""{"image": "x"}""");
        widget["metadata"]!["finalizers"] = new JsonArray([.. finalizers.Select(name => JsonValue.Create(name))]);
        var created = await Client.PostAsync(path, widget);
        created.Status.ShouldBe(201);
        return ($"{path}/one", created.Json);
    }
}
