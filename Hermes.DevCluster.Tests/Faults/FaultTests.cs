using Hermes.DevCluster.Faults;
using Hermes.DevCluster.Requests;
using Hermes.DevCluster.Schemas;
using Hermes.DevCluster.Tests.Hosting;

namespace Hermes.DevCluster.Tests.Faults;

public sealed class FaultTests : IAsyncLifetime
{
    private readonly TestCluster _cluster = new();

    private TestClient Client => _cluster.Client;

    public Task InitializeAsync() => _cluster.InitializeAsync();

    public Task DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Fault_WithAStatus_StrikesTheRequestsItIsMeantForAndNoMore()
    {
        using var fault = _cluster.Server.Faults.Add(
            new Fault { Matches = request => request is { Verb: "list", Resource: "configmaps" }, Skip = 1, Times = 1, Status = 503 });

        (await Client.GetAsync("/api/v1/configmaps")).Status.ShouldBe(200);
        (await Client.GetAsync("/api/v1/secrets")).Status.ShouldBe(200);
        (await Client.GetAsync("/api/v1/configmaps")).Reason.ShouldBe("ServiceUnavailable");
        (await Client.GetAsync("/api/v1/configmaps")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Fault_TakenAway_StrikesNoMore()
    {
        var fault = _cluster.Server.Faults.Add(new Fault { Matches = static _ => true, Status = 429 });
        (await Client.GetAsync("/version")).RetryAfter.ShouldBe("1");

        fault.Dispose();

        (await Client.GetAsync("/version")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Fault_ThatClosesWatches_EndsThemAndServesTheRequest()
    {
        using var watch = await Client.WatchAsync("/api/v1/configmaps?watch=1");
        await _cluster.UntilWatchedAsync(1);
        using var fault = _cluster.Server.Faults.Add(
            new Fault { Matches = static request => request.Verb == "list", CloseWatches = true, Compact = true });

        (await Client.GetAsync("/api/v1/configmaps")).Status.ShouldBe(200);

        (await watch.NextAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task Fault_ThatAsksToWait_SaysHowLong()
    {
        using var fault = _cluster.Server.Faults.Add(
            new Fault { Matches = static _ => true, Status = 503, RetryAfter = TimeSpan.FromSeconds(7) });

        (await Client.GetAsync("/api/v1/configmaps")).RetryAfter.ShouldBe("7");
    }

    [Fact]
    public async Task Fault_ThatRefuses_SpeaksInTheWordsItWasGiven()
    {
        using var fault = _cluster.Server.Faults.Add(new Fault
        {
            Matches = static request => request.Verb == "create",
            Refusal = static request => new ApiException(403, "Forbidden", $"{request.Resource} \"q\" is forbidden: exceeded quota: compute")
            {
                Name = "q",
                Kind = request.Resource,
                Causes = [new FieldError("metadata.namespace", "Quota", "no more")],
            },
        });

        var answer = await CreateAsync("default", "q");

        (answer.Status, answer.Reason, answer.Message).ShouldBe((403, "Forbidden", "configmaps \"q\" is forbidden: exceeded quota: compute"));
        answer.Causes.ShouldBe(["metadata.namespace Quota no more"]);
    }

    [Theory]
    [InlineData(false, 404)]
    [InlineData(true, 200)]
    public async Task Fault_ThatRefusesAfterServing_HasWrittenByThen(bool isServed, int found)
    {
        var ns = await _cluster.NamespaceAsync();
        using (_cluster.Server.Faults.Add(
            new Fault { Matches = static request => request.Verb == "create", Status = 504, RefusesAfterServing = isServed }))
        {
            (await CreateAsync(ns, "late")).Status.ShouldBe(504);
        }

        (await Client.GetAsync($"/api/v1/namespaces/{ns}/configmaps/late")).Status.ShouldBe(found);
    }

    [Theory]
    [InlineData(AnswerLoss.BeforeServing, 404)]
    [InlineData(AnswerLoss.AfterServing, 200)]
    public async Task Fault_ThatLosesTheAnswer_WritesOnlyIfItComesAfter(AnswerLoss loss, int found)
    {
        var ns = await _cluster.NamespaceAsync();
        using (_cluster.Server.Faults.Add(new Fault { Matches = static request => request.Verb == "create", Loss = loss }))
        {
            await Should.ThrowAsync<HttpRequestException>(() => CreateAsync(ns, "lost"));
        }

        (await Client.GetAsync($"/api/v1/namespaces/{ns}/configmaps/lost")).Status.ShouldBe(found);
    }

    [Fact]
    public async Task Fault_ThatLosesTheAnswer_BreaksTheInMemoryFrontToo()
    {
        using var client = new HttpClient(_cluster.Server.CreateHandler()) { BaseAddress = _cluster.Server.BaseAddress };
        using var fault = _cluster.Server.Faults.Add(new Fault { Matches = static _ => true, Loss = AnswerLoss.AfterServing });

        await Should.ThrowAsync<HttpRequestException>(() => client.GetAsync(new Uri("/version", UriKind.Relative)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Fault_ThatCuts_EndsTheAnswerAfterSoManyBytes(bool inMemory)
    {
        using var client = inMemory
            ? new HttpClient(_cluster.Server.CreateHandler()) { BaseAddress = _cluster.Server.BaseAddress }
            : TestCluster.Connect(_cluster.Server.Kubeconfig);
        var whole = await client.GetByteArrayAsync(new Uri("/version", UriKind.Relative));
        using var fault = _cluster.Server.Faults.Add(new Fault { Matches = static _ => true, CutAfter = 17 });

        (await client.GetByteArrayAsync(new Uri("/version", UriKind.Relative))).ShouldBe(whole[..17]);
    }

    [Fact]
    public async Task Fault_ThatStallsAWatch_SendsNoMoreAndKeepsItOpen()
    {
        var ns = await _cluster.NamespaceAsync();
        using var fault = _cluster.Server.Faults.Add(new Fault { Matches = static request => request.IsWatch, Times = 1, StallAfter = 0 });
        using var stalled = await Client.WatchAsync($"/api/v1/namespaces/{ns}/configmaps?watch=1");
        using var healthy = await Client.WatchAsync($"/api/v1/namespaces/{ns}/configmaps?watch=1");

        await CreateAsync(ns, "one");

        (await healthy.NextNameAsync()).ShouldBe("ADDED one");
        var silence = stalled.NextAsync();
        _cluster.Server.ActiveWatches.ShouldBe(2);
        silence.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Fault_ThatSkewsTheDate_TellsAnotherTime()
    {
        using var fault = _cluster.Server.Faults.Add(new Fault { Matches = static _ => true, DateSkew = TimeSpan.FromHours(-3) });

        using var answer = await Client.Http.GetAsync(new Uri("/version", UriKind.Relative));

        (TimeProvider.System.GetUtcNow() - answer.Headers.Date!.Value).ShouldBeGreaterThan(TimeSpan.FromHours(2));
    }

    [Fact]
    public async Task FreezeViews_WhileOthersWrite_ShowsThePastUntilTheThaw()
    {
        var ns = await _cluster.NamespaceAsync();
        await CreateAsync(ns, "one");
        using var before = await Client.WatchAsync($"/api/v1/namespaces/{ns}/configmaps?watch=1");
        (await before.NextNameAsync()).ShouldBe("ADDED one");

        _cluster.Server.FreezeViews();
        await CreateAsync(ns, "two");
        using var during = await Client.WatchAsync($"/api/v1/namespaces/{ns}/configmaps?watch=1");

        (await Client.GetAsync($"/api/v1/namespaces/{ns}/configmaps")).Names.ShouldBe(["one"]);
        (await Client.GetAsync($"/api/v1/namespaces/{ns}/configmaps/two")).Status.ShouldBe(200);
        (await during.NextNameAsync()).ShouldBe("ADDED one");
        var next = (before.NextNameAsync(), during.NextNameAsync());
        next.Item1.IsCompleted.ShouldBeFalse();

        _cluster.Server.ThawViews();

        (await next.Item1).ShouldBe("ADDED two");
        (await next.Item2).ShouldBe("ADDED two");
    }

    private Task<TestAnswer> CreateAsync(string ns, string name) => Client.PostAsync(
        $"/api/v1/namespaces/{ns}/configmaps",
        Json.Object($$"""{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "{{name}}"} }"""));
}
