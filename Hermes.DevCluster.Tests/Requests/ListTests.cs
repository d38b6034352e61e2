using System.Text.Json.Nodes;
using Hermes.DevCluster.Tests.Hosting;
using Hermes.DevCluster.Tests.Schemas;

namespace Hermes.DevCluster.Tests.Requests;

public class ListTests(TestCluster cluster) : IClassFixture<TestCluster>
{
    private TestClient Client => cluster.Client;

    [Theory]
    [InlineData("labelSelector=team%3Da", "l0 l2 l4")]
    [InlineData("labelSelector=team%20in%20(a,b),i%20notin%20(3),!zone", "l0 l1 l2 l4")]
    [InlineData("labelSelector=team!%3Da", "l1 l3")]
    [InlineData("labelSelector=i>2", "l3 l4")]
    [InlineData("fieldSelector=metadata.name%3Dl1", "l1")]
    [InlineData("fieldSelector=metadata.name!%3Dl1,spec.mode%3DA", "l0 l2 l3 l4")]
    [InlineData("resourceVersion=0&labelSelector=i%3D1", "l1")]
    public async Task List_WithASelector_ShowsWhatMatches(string query, string names)
    {
        var path = await FiveAsync();

        var answer = await Client.GetAsync($"{path}?{query}");

        string.Join(' ', answer.Names).ShouldBe(names);
        answer.Json["kind"]!.ToString().ShouldBe("WidgetList");
        answer.Json["metadata"]!["continue"]!.ToString().ShouldBe("");
    }

    [Theory]
    [InlineData("labelSelector=team%3D%3D%3Da", 400, "unable to parse requirement: found '=', expected: identifier")]
    [InlineData("fieldSelector=spec.image%3Dx", 400, "field label not supported: spec.image")]
    [InlineData("limit=2&continue=bogus", 400, "invalid continue token: continue key is not valid: illegal base64 data at input byte 4")]
    [InlineData("watch=1&resourceVersion=abc", 500, "resourceVersion: Invalid value: \"abc\": strconv.ParseUint: parsing \"abc\": invalid syntax")]
    [InlineData(
        "resourceVersionMatch=Exact",
        422,
        "ListOptions.meta.k8s.io \"\" is invalid: resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided")]
    public async Task List_WithABadOption_IsRefusedInTheServersWords(string query, int status, string message)
    {
        var answer = await Client.GetAsync($"/apis/example.dev/v1alpha1/widgets?{query}");

        answer.Status.ShouldBe(status);
        answer.Message.ShouldBe(message);
    }

    [Fact]
    public async Task List_InPages_ShowsOneVersionThroughout()
    {
        var path = await FiveAsync();

        var first = await Client.GetAsync($"{path}?limit=2");
        await Client.DeleteAsync($"{path}/l3");
        await Client.PostAsync(path, Widgets.Widget("""{"image": "x"}""", "l2a"));
        var token = first.Json["metadata"]!["continue"]!.ToString();
        var second = await Client.GetAsync($"{path}?limit=2&continue={token}");
        var third = await Client.GetAsync($"{path}?limit=2&continue={second.Json["metadata"]!["continue"]}");

        string.Join(' ', first.Names.Concat(second.Names).Concat(third.Names)).ShouldBe("l0 l1 l2 l3 l4");
        ((int)first.Json["metadata"]!["remainingItemCount"]!).ShouldBe(3);
        second.Revision.ShouldBe(first.Revision);
        third.Json["metadata"]!["continue"]!.ToString().ShouldBe("");
    }

    [Fact]
    public async Task List_WhosePageIsCompacted_ExpiresWithATokenToGoOnWith()
    {
        var path = await FiveAsync();
        var first = await Client.GetAsync($"{path}?limit=2");
        await Client.DeleteAsync($"{path}/l3");
        cluster.Server.Compact();

        var expired = await Client.GetAsync($"{path}?limit=2&continue={first.Json["metadata"]!["continue"]}");
        var rest = await Client.GetAsync($"{path}?continue={expired.Json["metadata"]!["continue"]}");

        expired.Status.ShouldBe(410);
        expired.Reason.ShouldBe("Expired");
        string.Join(' ', rest.Names).ShouldBe("l2 l4");
    }

    [Fact]
    public async Task List_OfAnExactVersion_ShowsThePast()
    {
        var path = await FiveAsync();
        var before = await Client.GetAsync(path);
        await Client.MergeAsync($"{path}/l0", """{"spec": {"image": "changed"}}""");
        await Client.DeleteAsync($"{path}/l1");

        var past = await Client.GetAsync($"{path}?resourceVersion={before.Revision}&resourceVersionMatch=Exact");

        past.Json["items"].ShouldBeJson(before.Json["items"]!.ToJsonString());
        past.Revision.ShouldBe(before.Revision);
    }

    [Fact]
    public async Task List_OfAFutureVersion_TimesOut()
    {
        var answer = await Client.GetAsync("/apis/example.dev/v1alpha1/widgets?resourceVersion=99999999");

        answer.Status.ShouldBe(504);
        answer.RetryAfter.ShouldBe("1");
        answer.Message.ShouldStartWith("Timeout: Too large resource version: 99999999, current: ");
        answer.Json["details"].ShouldBeJson(
            """{"causes": [{"reason": "ResourceVersionTooLarge", "message": "Too large resource version"}], "retryAfterSeconds": 1}""");
    }

    [Fact]
    public async Task List_AsATable_ShowsTheColumnsOfTheDefinition()
    {
        var path = await FiveAsync();

        var table = (await Client.GetAsync($"{path}?labelSelector=i%3D0", "application/json;as=Table;v=v1;g=meta.k8s.io,application/json")).Json;

        table["kind"]!.ToString().ShouldBe("Table");
        table["columnDefinitions"]!.AsArray().Select(column => column!["name"]!.ToString()).ShouldBe(["Name", "Image", "Ready", "Replicas", "Age"]);
        table["rows"]![0]!["cells"]!.AsArray().Take(2).Select(cell => cell!.ToString()).ShouldBe(["l0", "x"]);
        table["rows"]![0]!["object"]!["kind"]!.ToString().ShouldBe("PartialObjectMetadata");
        table["metadata"]!.AsObject().ContainsKey("continue").ShouldBeFalse();
    }

    [Fact]
    public async Task Get_AsPartialMetadata_LeavesTheSpecOut()
    {
        var path = await FiveAsync();

        var answer = await Client.GetAsync($"{path}/l0", "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io");

        answer.Json["kind"]!.ToString().ShouldBe("PartialObjectMetadata");
        answer.Json.ContainsKey("spec").ShouldBeFalse();
    }

    [Fact]
    public async Task Get_ForProtobufOrJson_AnswersJson_AndForProtobufAlone_NotAcceptable()
    {
        (await Client.GetAsync("/api/v1/namespaces/default", "application/vnd.kubernetes.protobuf,application/json")).Status.ShouldBe(200);

        var refused = await Client.GetAsync("/api/v1/namespaces/default", "application/vnd.kubernetes.protobuf");
        refused.Status.ShouldBe(406);
        refused.Reason.ShouldBe("NotAcceptable");
    }

    [Fact]
    public async Task List_OfABuiltInKind_LeavesTheTypeToTheList()
    {
        var list = (await Client.GetAsync("/api/v1/namespaces?fieldSelector=metadata.name%3Ddefault")).Json;

        list["kind"]!.ToString().ShouldBe("NamespaceList");
        var item = list["items"]!.AsArray().Single()!.AsObject();
        item.ContainsKey("kind").ShouldBeFalse();
        item["metadata"]!["name"]!.ToString().ShouldBe("default");
    }

    private async Task<string> FiveAsync()
    {
        var path = $"/apis/example.dev/v1alpha1/namespaces/{await cluster.NamespaceAsync()}/widgets";
        for (var i = 0; i < 5; i++)
        {
            var widget = Widgets.Widget("""{"image": "x"}""", $"l{i}");
            widget["metadata"]!["labels"] = new JsonObject { ["i"] = $"{i}", ["team"] = i % 2 == 0 ? "a" : "b" };
            (await Client.PostAsync(path, widget)).Status.ShouldBe(201);
        }

        return path;
    }
}
