using System.Globalization;
using Hermes.DevCluster.Faults;
using Hermes.Operator.Entities;
using Hermes.Operator.Tests.EndToEnd;
using k8s.Models;

namespace Hermes.Operator.Tests.Faults;

/// <summary>One key failing for ever, one key hot: the others don't notice. One worker, so that whoever holds it holds up all.</summary>
[Trait("Category", "Faults")]
public sealed class FailingAndHotKeyTests
{
    private static readonly HermesAppSpec Plain = new() { Image = "ghcr.io/acme/hello:1.0" };

    // Seen to fail when the worker waited out a failing key's backoff itself (Controller.Settle), and when it went on with a key
    // that had been added meanwhile, without a turn for the others.
    [Fact]
    public async Task Operator_OneAppFailsAndOneChangesAllTheTime_MakesTheOthersReady()
    {
        await using var apps = await AppCluster.StartAsync(FaultyClusterOptions.Plain, withOperator: false);
        await apps.StartOperatorAsync(workers: 1);
        var @namespace = await apps.NewNamespaceAsync();
        using var failing = apps.Cluster.DevCluster!.Faults.Add(new Fault
        {
            Matches = static request => request is { IsWrite: true, Name: "failing" } && AppCluster.IsOperators(request),
            Status = 504,
        });
        await apps.ApplyAsync(@namespace, "failing", Plain);
        using var stop = new CancellationTokenSource();
        var heating = HeatAsync(apps, @namespace, stop.Token);

        for (var i = 0; i < 5; i++)
        {
            await apps.ApplyAsync(@namespace, $"other-{i}", Plain);
        }

        for (var i = 0; i < 5; i++)
        {
            await apps.UntilReadyAsync(@namespace, $"other-{i}");
        }

        heating.IsCompleted.ShouldBeFalse();
        await stop.CancelAsync();
        (await heating).ShouldBeGreaterThan(5);
        (await apps.Client.GetAsync<V1Deployment>("failing", @namespace, CancellationToken.None)).ShouldBeNull();
    }

    private static async Task<int> HeatAsync(AppCluster apps, string @namespace, CancellationToken cancellationToken)
    {
        var changes = 0;
        while (!cancellationToken.IsCancellationRequested)
        {
            await apps.ApplyAsync(@namespace, "hot", Plain with
            {
                Env = [new EnvironmentVariable { Name = "CHANGE", Value = (++changes).ToString(CultureInfo.InvariantCulture) }],
            });
        }

        return changes;
    }
}
