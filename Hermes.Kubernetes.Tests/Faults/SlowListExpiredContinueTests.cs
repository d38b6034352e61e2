using System.Collections.Concurrent;
using Hermes.DevCluster.Faults;
using Hermes.Kubernetes.Caching;
using Hermes.Kubernetes.Client;
using Hermes.Kubernetes.Transport;
using k8s.Models;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hermes.Kubernetes.Tests.Faults;

/// <summary>Slow list, expired <c>continue</c>: never act on part of a list, begin it anew.</summary>
[Trait("Category", "Faults")]
public sealed class SlowListExpiredContinueTests
{
    // Seen to fail when PagedList did not begin anew: the 410 was thrown.
    [Fact]
    public async Task List_ContinueTokenExpires_BeginsAnewAndIsOfOneVersion()
    {
        await using var cluster = await FaultyCluster.StartAsync();
        foreach (var name in (string[])["a", "b", "c", "d", "e"])
        {
            await cluster.CreateAsync(name);
        }

        var hold = TimeSpan.FromSeconds(5);
        using var fault = cluster.Strike(
            "list",
            new Fault
            {
                Matches = static request => request.Query.Contains("continue=", StringComparison.Ordinal),
                Times = 1,
                Delay = hold,
                Compact = true,
            });
        var list = cluster.Client.ListAsync<V1ConfigMap>(
            new ListOptions { Namespace = FaultyCluster.Namespace, PageSize = 2 }, CancellationToken.None);
        await cluster.Time.NextTimerAsync(due => due == hold);
        await cluster.DeleteAsync("a");
        await cluster.CreateAsync("f");
        cluster.Time.Advance(hold);

        (await list.WaitAsync(Patience.Limit)).Items.Select(item => item.Metadata.Name).ShouldBe(["b", "c", "d", "e", "f"]);
        cluster.Requests("list").Count(request => !request.Query.Contains("continue=", StringComparison.Ordinal)).ShouldBe(2);
    }

    // Seen to fail when ListPageReader took a page that broke off for a whole one: no other list was asked for.
    [Fact]
    public async Task Informer_ListCutAfterAnyByte_ActsOnNoPartOfIt()
    {
        await using var cluster = await FaultyCluster.StartAsync();
        await cluster.CreateAsync("a");
        await cluster.CreateAsync("b");
        var known = await cluster.Others.ListAsync<V1ConfigMap>(
            new ListOptions { Namespace = FaultyCluster.Namespace }, CancellationToken.None);
        var length = await LengthAsync(cluster);

        for (var cut = 0; cut < length; cut++)
        {
            using var fault = cluster.Strike("list", new Fault { Matches = static _ => true, Times = 1, CutAfter = cut });
            var informer = new Informer<V1ConfigMap>(
                cluster.Client,
                new InformerOptions<V1ConfigMap> { Namespaces = [FaultyCluster.Namespace] },
                FaultyCluster.Times,
                cluster.Time,
                NullLogger.Instance);
            informer.Replace(FaultyCluster.Namespace, known.Items, []);
            var told = new ConcurrentQueue<string>();
            informer.AddHandler((former, present) => told.Enqueue((present ?? former)!.Metadata.Name));
            told.Clear();
            using var stop = new CancellationTokenSource();

            var run = informer.RunAsync(stop.Token);
            await cluster.PassPauseAsync();
            await cluster.Time.NextTimerAsync(due => due == FaultyCluster.Times.IdleLimit);
            await stop.CancelAsync();
            await run.WaitAsync(Patience.Limit);

            told.ShouldBeEmpty($"after a cut at byte {cut}");
            informer.Store.Count.ShouldBe(2);
        }
    }

    // Seen to fail when Reflector.ListAsync did not go by _isSlow: each list in one piece was as slow as the first.
    [Fact]
    public async Task Informer_ListInOnePieceIsTooSlow_ListsInPages()
    {
        await using var cluster = await FaultyCluster.StartAsync();
        await cluster.CreateAsync("a");
        using var fault = cluster.Strike(
            "list",
            new Fault
            {
                Matches = static request => !request.Query.Contains("limit=", StringComparison.Ordinal),
                Delay = TimeSpan.FromMinutes(2),
            });
        cluster.Follow();

        await cluster.Time.NextTimerAsync(due => due == TimeSpan.FromMinutes(2));
        cluster.Time.Advance(new TransportOptions().CallTimeout);
        await cluster.PassPauseAsync();

        (await cluster.NextAsync()).ShouldBe("+a");
    }

    private static async Task<int> LengthAsync(FaultyCluster cluster)
    {
        using var http = new HttpClient(cluster.Server.CreateHandler());
        var address = new Uri($"https://cluster.test/api/v1/namespaces/{FaultyCluster.Namespace}/configmaps");
        return (await http.GetStringAsync(address)).TrimEnd().Length;
    }
}
