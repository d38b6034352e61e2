using System.Globalization;
using System.Text.Json.Nodes;
using Hermes.DevCluster.Tests.Hosting;
using Hermes.DevCluster.Tests.Schemas;
using Microsoft.Extensions.Time.Testing;

namespace Hermes.DevCluster.Tests.Watching;

public class WatchTests(TestCluster cluster) : IClassFixture<TestCluster>
{
    private TestClient Client => cluster.Client;

    [Fact]
    public async Task Watch_FromAVersion_ReplaysThenFollows()
    {
        var path = await WidgetsAsync();
        await CreateAsync(path, "before");
        var revision = (await Client.GetAsync(path)).Revision;
        await CreateAsync(path, "missed");

        using var watch = await Client.WatchAsync($"{path}?watch=1&resourceVersion={revision}");

        (await watch.NextNameAsync()).ShouldBe("ADDED missed");
        await Client.MergeAsync($"{path}/before", """{"spec": {"image": "y"}}""");
        (await watch.NextNameAsync()).ShouldBe("MODIFIED before");
        await Client.DeleteAsync($"{path}/before");
        var deleted = await watch.NextAsync();
        deleted!["type"]!.ToString().ShouldBe("DELETED");
        long.Parse(deleted["object"]!["metadata"]!["resourceVersion"]!.ToString(), CultureInfo.InvariantCulture)
            .ShouldBeGreaterThan(long.Parse(revision, CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Watch_WithASelector_TellsEnteringAndLeavingAsAddedAndDeleted()
    {
        var path = await WidgetsAsync();
        await CreateAsync(path, "one", "a");
        await CreateAsync(path, "two", "b");
        var revision = (await Client.GetAsync(path)).Revision;
        using var watch = await Client.WatchAsync($"{path}?watch=true&labelSelector=team%3Da&resourceVersion={revision}");

        var left = await Client.MergeAsync($"{path}/one", """{"metadata": {"labels": {"team": "b"}}}""");
        await Client.MergeAsync($"{path}/two", """{"spec": {"image": "unseen"}}""");
        await Client.MergeAsync($"{path}/two", """{"metadata": {"labels": {"team": "a"}}}""");

        var gone = await watch.NextAsync();
        gone!["type"]!.ToString().ShouldBe("DELETED");
        gone["object"]!["metadata"]!["labels"]!["team"]!.ToString().ShouldBe("a");
        gone["object"]!["metadata"]!["resourceVersion"]!.ToString().ShouldBe(left.Revision);
        (await watch.NextNameAsync()).ShouldBe("ADDED two");
    }

    [Fact]
    public async Task Watch_WithoutAVersion_ShowsFirstWhatIsThere()
    {
        var path = await WidgetsAsync();
        await CreateAsync(path, "one");

        using var watch = await Client.WatchAsync($"{path}?watch=1");

        (await watch.NextNameAsync()).ShouldBe("ADDED one");
        await CreateAsync(path, "two");
        (await watch.NextNameAsync()).ShouldBe("ADDED two");
    }

    [Fact]
    public async Task Watch_WithInitialEvents_EndsThemWithABookmark()
    {
        var path = await WidgetsAsync();
        await CreateAsync(path, "one");
        var revision = (await Client.GetAsync(path)).Revision;

        using var watch = await Client.WatchAsync(
            $"{path}?watch=1&allowWatchBookmarks=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan");

        (await watch.NextNameAsync()).ShouldBe("ADDED one");
        (await watch.NextAsync()).ShouldBeJson(
            $$"""
            {"type": "BOOKMARK", "object": {"apiVersion": "example.dev/v1alpha1", "kind": "Widget",
             "metadata": {"annotations": {"k8s.io/initial-events-end": "true"}, "resourceVersion": "{{revision}}"} } }
            """);
    }

    [Fact]
    public async Task Watch_FromAForgottenVersion_SaysSoInTheStreamAndEnds()
    {
        var path = await WidgetsAsync();
        await CreateAsync(path, "one");
        cluster.Server.Compact();

        using var watch = await Client.WatchAsync($"{path}?watch=1&resourceVersion=1");

        var error = await watch.NextAsync();
        error!["type"]!.ToString().ShouldBe("ERROR");
        ((int)error["object"]!["code"]!).ShouldBe(410);
        error["object"]!["reason"]!.ToString().ShouldBe("Expired");
        error["object"]!["message"]!.ToString().ShouldStartWith("too old resource version: 1 (");
        (await watch.NextAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task Watch_ThatRuns_OutlivesACompaction()
    {
        var path = await WidgetsAsync();
        using var watch = await Client.WatchAsync($"{path}?watch=1");
        await CreateAsync(path, "one");
        (await watch.NextNameAsync()).ShouldBe("ADDED one");

        cluster.Server.Compact();
        await CreateAsync(path, "two");

        (await watch.NextNameAsync()).ShouldBe("ADDED two");
    }

    [Fact]
    public async Task Watch_ThatIsClosed_EndsWithoutAnError()
    {
        var path = await WidgetsAsync();
        using var watch = await Client.WatchAsync($"{path}?watch=1");

        cluster.Server.CloseWatches();

        (await watch.NextAsync()).ShouldBeNull();
        using var next = await Client.WatchAsync($"{path}?watch=1");
        await CreateAsync(path, "one");
        (await next.NextNameAsync()).ShouldBe("ADDED one");
    }

    [Fact]
    public async Task Watch_AsATable_TellsTheColumnsOnce()
    {
        var path = await WidgetsAsync();
        using var watch = await Client.WatchAsync($"{path}?watch=1", "application/json;as=Table;v=v1;g=meta.k8s.io");

        await CreateAsync(path, "one");
        await CreateAsync(path, "two");

        (await watch.NextAsync())!["object"]!["columnDefinitions"]!.AsArray().Count.ShouldBe(5);
        var second = (await watch.NextAsync())!["object"]!;
        second["columnDefinitions"].ShouldBeNull();
        second["rows"]![0]!["cells"]![0]!.ToString().ShouldBe("two");
    }

    [Fact]
    public async Task Watch_OfAnotherNamespaceOrKind_ShowsNothingOfThis()
    {
        var (mine, others) = (await WidgetsAsync(), await WidgetsAsync());
        using var watch = await Client.WatchAsync($"{mine}?watch=1");

        await CreateAsync(others, "other");
        await CreateAsync(mine, "mine");

        (await watch.NextNameAsync()).ShouldBe("ADDED mine");
    }

    [Fact]
    public async Task Watch_WithATimeout_EndsByTheServersClock()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var timed = await TestCluster.StartAsync(new DevClusterOptions { Keda = false, Simulator = false, TimeProvider = clock });
        using var watch = await timed.Client.WatchAsync("/api/v1/configmaps?watch=1&timeoutSeconds=5");
        await timed.UntilWatchedAsync(1);

        clock.Advance(TimeSpan.FromSeconds(6));

        (await watch.NextAsync()).ShouldBeNull();
        await timed.DisposeAsync();
    }

    [Fact]
    public async Task Watch_WithBookmarks_IsToldEachMinuteHowFarTheServerHasCome()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var timed = await TestCluster.StartAsync(new DevClusterOptions { Keda = false, Simulator = false, TimeProvider = clock });
        using var watch = await timed.Client.WatchAsync("/api/v1/configmaps?watch=1&allowWatchBookmarks=true&resourceVersion=1");
        await timed.UntilWatchedAsync(1);
        await timed.NamespaceAsync();
        var revision = (await timed.Client.GetAsync("/api/v1/namespaces")).Revision;

        clock.Advance(TimeSpan.FromSeconds(61));

        (await watch.NextAsync()).ShouldBeJson(
            $$"""{"type": "BOOKMARK", "object": {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"resourceVersion": "{{revision}}"} } }""");
        await timed.DisposeAsync();
    }

    [Fact]
    public async Task Watches_ByTheHundred_AllSeeTheChange()
    {
        var path = await WidgetsAsync();
        var watches = await Task.WhenAll(Enumerable.Range(0, 150).Select(_ => Client.WatchAsync($"{path}?watch=1")));

        await CreateAsync(path, "one");

        foreach (var watch in watches)
        {
            (await watch.NextNameAsync()).ShouldBe("ADDED one");
            watch.Dispose();
        }
    }

    [Fact]
    public async Task Watch_WhoseClientGoes_IsLetGo()
    {
        var alone = await TestCluster.StartAsync(new DevClusterOptions { Keda = false, Simulator = false });
        var watch = await alone.Client.WatchAsync("/api/v1/configmaps?watch=1");
        await alone.UntilWatchedAsync(1);

        watch.Dispose();

        await alone.UntilWatchedAsync(0);
        await alone.DisposeAsync();
    }

    private async Task<string> WidgetsAsync() => $"/apis/example.dev/v1alpha1/namespaces/{await cluster.NamespaceAsync()}/widgets";

    private async Task CreateAsync(string path, string name, string? team = null)
    {
        var widget = Widgets.Widget("""{"image": "x"}""", name);
        if (team is not null)
        {
            widget["metadata"]!["labels"] = new JsonObject { ["team"] = team };
        }

        (await Client.PostAsync(path, widget)).Status.ShouldBe(201);
    }
}
