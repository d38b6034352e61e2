using System.Collections.Concurrent;
using System.Net;
using Hermes.DevCluster.Faults;
using Hermes.DevCluster.Tracing;
using Hermes.Operator.Entities;
using Hermes.Operator.Tests.EndToEnd;
using k8s.Models;

namespace Hermes.Operator.Tests.Faults;

/// <summary>API server down for 30 s: capped, jittered tries, and <c>/livez</c> stays up.</summary>
[Trait("Category", "Faults")]
public sealed class ApiServerDownTests
{
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(30);

    // A quarter of a second, doubled each time, jittered by half: 5 to 9 tries fit into half a minute.
    private const int MostTries = 12;

    // Seen to fail when the reflector did not pause (thousands of tries), and when a failure of the connection ended it (no further try).
    [Fact]
    public async Task Operator_ServerIsDown_StaysAliveAndCatchesUp()
    {
        await using var apps = await AppCluster.StartAsync(FaultyClusterOptions.Fast());
        var server = apps.Cluster.DevCluster!;
        var @namespace = await apps.NewNamespaceAsync();
        await apps.ApplyAsync(@namespace, "web", new HermesAppSpec { Image = "ghcr.io/acme/hello:1.0" });
        await apps.UntilReadyAsync(@namespace, "web");
        var tries = new ConcurrentQueue<RequestRecord>();
        var passed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var down = server.Faults.Add(new Fault { Matches = Note, Loss = AnswerLoss.BeforeServing });
        server.CloseWatches();

        await apps.ApplyAsync(@namespace, "web", new HermesAppSpec { Image = "ghcr.io/acme/hello:2.0" });
        await passed.Task.WaitAsync(AppCluster.Patience);
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{apps.Operator!.HealthPort}") };
        using var alive = await http.GetAsync(new Uri("/livez", UriKind.Relative));
        down.Dispose();

        alive.StatusCode.ShouldBe(HttpStatusCode.OK);
        var first = tries.First().Time;
        tries.Where(request => request.Time - first < Outage && request.IsWatch)
            .CountBy(request => request.Path + Selector(request)).ShouldAllBe(kind => kind.Value <= MostTries);
        await apps.UntilAsync<V1Deployment>(
            @namespace, "web", deployment => deployment.Spec.Template.Spec.Containers[0].Image == "ghcr.io/acme/hello:2.0");

        bool Note(RequestRecord request)
        {
            if (!AppCluster.IsOperators(request))
            {
                return false;
            }

            tries.Enqueue(request);
            if (request.Time - tries.First().Time >= Outage)
            {
                passed.TrySetResult();
            }

            return true;
        }
    }

    private static string Selector(RequestRecord request) =>
        string.Concat(request.Query.Split('&').Where(part => part.Contains("Selector=", StringComparison.Ordinal)));
}
