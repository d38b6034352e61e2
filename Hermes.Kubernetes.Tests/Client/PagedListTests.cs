using System.Text;
using Hermes.Kubernetes.Client;
using Hermes.Kubernetes.Tests.Transport;
using k8s.Models;
using KubernetesException = Hermes.Kubernetes.Client.KubernetesException;

namespace Hermes.Kubernetes.Tests.Client;

public sealed class PagedListTests : IDisposable
{
    private readonly ServerFixture _fixture = new();

    private ScriptedServer Server => _fixture.Server;

    [Fact]
    public async Task List_SeveralPages_AreJoined()
    {
        Server.ThenOk(Page("10", "next", "a", "b")).ThenOk(Page("10", "", "c"));

        var list = await ListAsync(new ListOptions { Namespace = "ns", LabelSelector = "team in (a,b)", PageSize = 2, ResourceVersion = "5" });

        list.ResourceVersion.ShouldBe("10");
        list.Items.Select(item => item.Metadata.Name).ShouldBe(["a", "b", "c"]);
        var (first, second) = (Server.Seen[0].Query, Server.Seen[1].Query);
        first["limit"].ShouldBe("2");
        first["labelSelector"].ShouldBe("team in (a,b)");
        (first["resourceVersion"], first["resourceVersionMatch"]).ShouldBe(("5", "NotOlderThan"));
        second["continue"].ShouldBe("next");
        second["labelSelector"].ShouldBe("team in (a,b)");
        second.ShouldNotContainKey("resourceVersion");
        second.ShouldNotContainKey("resourceVersionMatch");
    }

    [Fact]
    public async Task List_ItemsWithoutKind_AreGivenIt()
    {
        Server.ThenOk(Page("10", "", "a"));

        var item = (await ListAsync()).Items.ShouldHaveSingleItem();

        (item.ApiVersion, item.Kind).ShouldBe(("v1", "ConfigMap"));
    }

    [Fact]
    public async Task List_ContinueExpired_StartsAnewAndForgetsTheFirstPart()
    {
        Server.ThenOk(Page("10", "next", "gone", "b"))
            .ThenStatus(410, "Expired")
            .ThenOk(Page("20", "next", "b"))
            .ThenOk(Page("20", "", "c"));

        var list = await ListAsync();

        list.ResourceVersion.ShouldBe("20");
        list.Items.Select(item => item.Metadata.Name).ShouldBe(["b", "c"]);
        Server.Seen[2].Query.ShouldNotContainKey("continue");
    }

    [Fact]
    public async Task List_ContinueExpiresAgain_AsksForOnePiece()
    {
        Server.ThenOk(Page("10", "next", "a")).ThenStatus(410, "Expired")
            .ThenOk(Page("20", "next", "a")).ThenStatus(410, "Expired")
            .ThenOk(Page("30", "", "a", "b"));

        var list = await ListAsync();

        list.Items.Count.ShouldBe(2);
        Server.Seen[^1].Query.ShouldNotContainKey("limit");
    }

    [Fact]
    public async Task List_LaterPageFails_ThrowsRatherThanReturnAPart()
    {
        Server.ThenOk(Page("10", "next", "a")).ThenStatus(500, "InternalError");

        await ListAsync().ShouldThrowAsync<KubernetesException>();
    }

    [Fact]
    public async Task List_FirstPageGone_Throws()
    {
        Server.ThenStatus(410, "Expired");

        (await ListAsync().ShouldThrowAsync<KubernetesException>()).Reason.ShouldBe(StatusReason.Expired);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task List_BodyComesInDrops_IsReadAllTheSame(int drop)
    {
        var body = Encoding.UTF8.GetBytes(Page("10", "", [.. Enumerable.Range(0, 40).Select(i => $"näme-{i}")]));
        Server.ThenStream(new DripStream(body, drop));

        var list = await ListAsync();

        list.Items.Select(item => item.Metadata.Name).ShouldBe(Enumerable.Range(0, 40).Select(i => $"näme-{i}"));
    }

    [Theory]
    [InlineData("""{"kind":"ConfigMapList","metadata":{"resourceVersion":"10"},"items":[{"metadata":{"name":"a"}}""")]
    [InlineData("""{"kind":"ConfigMapList","metadata":{"resourceVersion":"10"},"items":[{"metadata":{"name":"a"}}]""")]
    [InlineData("""{"kind":"ConfigMapList","items":[]}""")]
    [InlineData("""{"kind":"ConfigMapList","metadata":{},"items":[]}""")]
    [InlineData("")]
    [InlineData("<html>")]
    public async Task List_BodyIsCutOrNoList_Throws(string body)
    {
        Server.ThenOk(body);

        await ListAsync().ShouldThrowAsync<IOException>();
    }

    [Theory]
    [InlineData("""{"items":null,"metadata":{"resourceVersion":"10"}}""")]
    [InlineData("""{"metadata":{"resourceVersion":"10","continue":""},"items":[]}""")]
    [InlineData("""{"metadata":{"resourceVersion":"10"},"extra":{"items":[{"metadata":{"name":"x"}}]}}""")]
    public async Task List_NoItems_IsEmpty(string body)
    {
        Server.ThenOk(body);

        var list = await ListAsync();

        list.Items.ShouldBeEmpty();
        list.ResourceVersion.ShouldBe("10");
    }

    [Fact]
    public async Task List_OmitManagedFields_DropsThem()
    {
        const string page = """{"metadata":{"resourceVersion":"10"},"items":[{"metadata":{"name":"a","managedFields":[{"manager":"m"}]}}]}""";
        Server.ThenOk(page).ThenOk(page);

        (await ListAsync(new ListOptions { OmitManagedFields = true })).Items[0].Metadata.ManagedFields.ShouldBeNull();
        (await ListAsync()).Items[0].Metadata.ManagedFields.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("\"data\":{\"k\":1}")]
    [InlineData("\"immutable\":\"yes\"")]
    public async Task List_OneObjectUnreadable_SetsItAsideWhereAskedTo(string fault)
    {
        var body = $$$"""
            {"metadata":{"resourceVersion":"10"},"items":[
                {"metadata":{"name":"a"}},
                {"metadata":{"labels":{"uid":"x"},"name":"bad","namespace":"ns","uid":"u","resourceVersion":"7"},{{{fault}}}},
                {"metadata":{"name":"b"}}]}
            """;
        Server.ThenOk(body).ThenOk(body);
        List<UnreadableObject> unreadable = [];

        var list = await ListAsync(new ListOptions { OnUnreadable = unreadable.Add });

        list.Items.Select(item => item.Metadata.Name).ShouldBe(["a", "b"]);
        unreadable.ShouldHaveSingleItem().ShouldBe(new UnreadableObject(null, "ns", "bad", "u", "7", unreadable[0].Fault));
        await ListAsync().ShouldThrowAsync<IOException>();
    }

    [Fact]
    public async Task List_ObjectNestsDeeply_LeavesTheOthersReadable()
    {
        const int depth = 200;
        var nested = string.Concat(Enumerable.Repeat("{\"x\":", depth)) + "1" + new string('}', depth);
        Server.ThenOk("""{"metadata":{"resourceVersion":"10"},"items":[{"metadata":{"name":"deep"},"y":""" + nested + """},{"metadata":{"name":"b"}}]}""");
        List<UnreadableObject> unreadable = [];

        var list = await ListAsync(new ListOptions { OnUnreadable = unreadable.Add });

        list.Items.Select(item => item.Metadata.Name).ShouldContain("b");
        list.Items.Select(item => item.Metadata.Name).Concat(unreadable.Select(item => item.Name)).Order().ShouldBe(["b", "deep"]);
    }

    [Fact]
    public async Task List_UnreadableOnAPageThatExpires_IsToldOnceOnly()
    {
        const string bad = """{"metadata":{"name":"bad"},"data":{"k":1}}""";
        Server.ThenOk($$"""{"metadata":{"resourceVersion":"10","continue":"next"},"items":[{{bad}}]}""")
            .ThenStatus(410, "Expired")
            .ThenOk($$"""{"metadata":{"resourceVersion":"20"},"items":[{{bad}}]}""");
        List<UnreadableObject> unreadable = [];

        await ListAsync(new ListOptions { OnUnreadable = unreadable.Add });

        unreadable.ShouldHaveSingleItem();
    }

    [Fact]
    public void PageSize_OutOfRange_Throws() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new ListOptions { PageSize = 0 });

    public void Dispose() => _fixture.Dispose();

    private Task<ResourceList<V1ConfigMap>> ListAsync(ListOptions? options = null) =>
        _fixture.Client.ListAsync<V1ConfigMap>(options ?? new ListOptions(), CancellationToken.None).WaitAsync(Patience.Limit);

    private static string Page(string version, string next, params string[] names)
    {
        var items = string.Join(',', names.Select(name => $$$"""{"metadata":{"name":"{{{name}}}"},"data":{"k":"[{\"v\"}]"}}"""));
        return $$"""
            {"kind":"ConfigMapList","apiVersion":"v1","metadata":{"resourceVersion":"{{version}}","continue":"{{next}}"}, "items":[{{items}}]}
            """;
    }
}
