using Hermes.DevCluster.Tests.Hosting;
using Hermes.DevCluster.Tracing;

namespace Hermes.DevCluster.Tests.Tracing;

public class RequestTraceTests
{
    [Fact]
    public async Task Trace_TellsWhoAskedWhatInWhichOrder()
    {
        var cluster = await TestCluster.StartAsync(new DevClusterOptions { Keda = false, Simulator = false });
        cluster.Server.Trace.Clear();

        await cluster.Client.GetAsync("/apis/apps/v1/namespaces/default/deployments/web/status?x=1");
        using var watch = await cluster.Client.WatchAsync("/api/v1/configmaps?watch=1");
        await cluster.Client.MergeAsync("/api/v1/namespaces/default/configmaps/none", "{}");

        var requests = cluster.Server.Trace.Requests;
        requests.Select(request => request.ToString()).ShouldBe(
            ["get apps/deployments/status default/web 404", "watch configmaps / 200", "patch configmaps default/none 404"]);
        requests[0].UserAgent.ShouldBe("recorder/1.0");
        requests[0].Query.ShouldBe("?x=1");
        requests[0].User.ShouldBe("hermes-admin");
        requests.Select(request => request.IsWatch).ShouldBe([false, true, false]);
        requests.Select(request => request.IsWrite).ShouldBe([false, false, true]);
        await cluster.DisposeAsync();
    }

    [Fact]
    public void Writes_AreCountedByObjectWhereTheyWereServed()
    {
        var trace = new RequestTrace(10);
        Complete(trace, "patch", 200);
        Complete(trace, "patch", 200);
        Complete(trace, "patch", 409);
        Complete(trace, "get", 200);

        trace.Writes().ShouldBe(new Dictionary<string, int> { ["patch apps/deployments default/web"] = 2 });
        trace.Writes(since: 1).Values.ShouldBe([1]);
    }

    [Fact]
    public void Digest_DependsOnWhatWasAskedAndAnsweredAndItsOrder()
    {
        string Of(params (string Verb, int Status)[] requests)
        {
            var trace = new RequestTrace(10);
            foreach (var (verb, status) in requests)
            {
                Complete(trace, verb, status);
            }

            return trace.Digest();
        }

        Of(("get", 200), ("patch", 200)).ShouldBe(Of(("get", 200), ("patch", 200)));
        Of(("get", 200), ("patch", 200)).ShouldNotBe(Of(("patch", 200), ("get", 200)));
        Of(("get", 200)).ShouldNotBe(Of(("get", 404)));
    }

    [Fact]
    public void Ring_WhenFull_DropsTheOldestAndKeepsCounting()
    {
        var trace = new RequestTrace(3);

        for (var i = 0; i < 5; i++)
        {
            Add(trace, $"/{i}");
        }

        trace.Count.ShouldBe(5);
        trace.Requests.Select(request => request.Path).ShouldBe(["/2", "/3", "/4"]);
        trace.Since(4).Select(request => request.Path).ShouldBe(["/4"]);
    }

    [Fact]
    public void Clear_ForgetsWithoutNumberingAnew()
    {
        var trace = new RequestTrace(3);
        var before = Add(trace, "/before");

        trace.Clear();
        trace.Complete(before with { Status = 200 });
        var after = Add(trace, "/after");

        trace.Requests.Select(request => request.Path).ShouldBe(["/after"]);
        after.Number.ShouldBe(2);
    }

    private static RequestRecord Add(RequestTrace trace, string path) =>
        trace.Add(new RequestRecord { Number = 0, Time = default, Verb = "get", Path = path });

    private static void Complete(RequestTrace trace, string verb, int status)
    {
        var record = trace.Add(new RequestRecord
        {
            Number = 0,
            Time = default,
            Verb = verb,
            Path = "/apis/apps/v1/namespaces/default/deployments/web",
            Group = "apps",
            Resource = "deployments",
            Namespace = "default",
            Name = "web",
        });
        trace.Complete(record with { Status = status });
    }
}
