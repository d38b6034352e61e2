using Hermes.DevCluster.Faults;
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
}
