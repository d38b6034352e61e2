using System.Threading.Channels;
using Hermes.DevCluster.Faults;
using Hermes.Kubernetes.Caching;
using Hermes.Kubernetes.Client;
using k8s.Models;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;

namespace Hermes.Kubernetes.Tests.Faults;

/// <summary>Watch cut anywhere, half a JSON line: resume at the last version, jittered.</summary>
[Trait("Category", "Faults")]
public sealed class WatchCutAnywhereTests
{
    // Seen to fail when the reflector resumed at the version that it had listed (Reflector.Advance without the version), and when it
    // resumed without a pause.
    [Fact]
    public async Task Informer_WatchCutAfterAnyByte_HearsEveryChangeOnce()
    {
        await using var cluster = await FaultyCluster.StartAsync();
        await cluster.CreateAsync("a");
        var listed = await ListAsync(cluster);
        await cluster.ChangeAsync("a");
        await cluster.CreateAsync("b");
        await cluster.DeleteAsync("b");
        await cluster.CreateAsync("z");
        var length = await StreamedAsync(cluster, listed.ResourceVersion);
        length.ShouldBeGreaterThan(1000);

        for (var cut = 0; cut <= length; cut++)
        {
            await ResumesAsync(cluster, listed, cut);
        }
    }

    private static async Task ResumesAsync(FaultyCluster cluster, ResourceList<V1ConfigMap> listed, int cut)
    {
        using var fault = cluster.Strike("watch", new Fault { Matches = static _ => true, Times = 1, CutAfter = cut });
        var informer = new Informer<V1ConfigMap>(
            Listing(cluster.Client, listed),
            new InformerOptions<V1ConfigMap> { Namespaces = [FaultyCluster.Namespace] },
            FaultyCluster.Times,
            cluster.Time,
            NullLogger.Instance);
        var changes = Channel.CreateUnbounded<string>();
        informer.AddHandler((former, present) => changes.Writer.TryWrite(
            $"{(former is null ? "+" : present is null ? "-" : "~")}{(present ?? former)!.Metadata.Name}"));
        using var stop = new CancellationTokenSource();

        var run = informer.RunAsync(stop.Token);
        var pause = await cluster.PassPauseAsync();
        foreach (var change in (string[])["+a", "~a", "+b", "-b", "+z"])
        {
            (await changes.Reader.ReadAsync().AsTask().WaitAsync(Patience.Limit)).ShouldBe(change, $"after a cut at byte {cut}");
        }

        await stop.CancelAsync();
        await run.WaitAsync(Patience.Limit);
        pause.ShouldBeInRange(FaultyCluster.Times.FirstRetry / 2, FaultyCluster.Times.FirstRetry * 1.5);
        changes.Reader.Count.ShouldBe(0);
        informer.Store.List().Select(entity => $"{entity.Metadata.Name} {entity.Data["value"]}").Order(StringComparer.Ordinal)
            .ShouldBe(["a changed", "z first"]);
    }

    /// <summary>A client whose lists are of the past, so that the watch has something to tell.</summary>
    private static IKubernetesClient Listing(ResourceClient client, ResourceList<V1ConfigMap> listed)
    {
        var listing = Substitute.For<IKubernetesClient>();
        listing.ListAsync<V1ConfigMap>(default!, default).ReturnsForAnyArgs(listed);
        listing.WatchAsync<V1ConfigMap>(default!, default).ReturnsForAnyArgs(
            call => client.WatchAsync<V1ConfigMap>(call.Arg<WatchOptions>(), call.Arg<CancellationToken>()));
        return listing;
    }

    private static Task<ResourceList<V1ConfigMap>> ListAsync(FaultyCluster cluster) =>
        cluster.Others.ListAsync<V1ConfigMap>(new ListOptions { Namespace = FaultyCluster.Namespace }, CancellationToken.None);

    /// <summary>How many bytes the watch from a version is until it has told of the last object.</summary>
    private static async Task<int> StreamedAsync(FaultyCluster cluster, string from)
    {
        using var http = new HttpClient(cluster.Server.CreateHandler());
        using var patience = new CancellationTokenSource(Patience.Limit, TimeProvider.System);
        var address = new Uri($"https://cluster.test/api/v1/namespaces/{FaultyCluster.Namespace}/configmaps?watch=true&resourceVersion={from}");
        using var lines = new StreamReader(await http.GetStreamAsync(address, patience.Token));
        var length = 0;
        while (await lines.ReadLineAsync(patience.Token) is { } line)
        {
            length += line.Length + 1;
            if (line.Contains("\"name\":\"z\"", StringComparison.Ordinal))
            {
                return length;
            }
        }

        throw new IOException("The watch ended before it told of the last object.");
    }
}
