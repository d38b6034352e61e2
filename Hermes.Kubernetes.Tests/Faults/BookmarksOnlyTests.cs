using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Hermes.Kubernetes.Client;
using Hermes.Kubernetes.Controllers;
using Hermes.Kubernetes.Tests.Controllers;
using k8s.Models;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;

namespace Hermes.Kubernetes.Tests.Faults;

/// <summary>Bookmarks only: the version advances, and nothing is reconciled.</summary>
[Trait("Category", "Faults")]
public sealed class BookmarksOnlyTests
{
    private readonly Channel<string> _bookmarks = Channel.CreateUnbounded<string>();

    // Seen to fail when bookmarks were not asked for, and when the reflector did not take their version (the watch was refused with 410
    // then, and all listed again); and when it handed them to its informer like changes (the controller was called for a nameless object).
    [Fact]
    public async Task Informer_NothingButBookmarks_ResumesAtTheLastOneWithoutAReconcile()
    {
        await using var cluster = await FaultyCluster.StartAsync(around: TellBookmarks);
        var script = new ScriptedController();
        using var controller = new Controller<V1ConfigMap>(
            new ControllerOptions { Name = "bookmarks" }, script, cluster.Informer, cluster.Informer.WaitForSyncAsync, cluster.Time, NullLogger.Instance);
        using var stop = new CancellationTokenSource();
        var run = controller.RunAsync(stop.Token, CancellationToken.None);
        cluster.Follow();

        // The client's and the server's, of which either may be set first.
        HashSet<TimeSpan> awaited = [FaultyCluster.Times.IdleLimit, BookmarkInterval];
        await cluster.Time.NextTimerAsync(due => awaited.Remove(due) && awaited.Count == 0);
        await cluster.Others.CreateAsync(
            new V1Secret { Metadata = new V1ObjectMeta { Name = "s", NamespaceProperty = FaultyCluster.Namespace } }, CancellationToken.None);

        cluster.Time.Advance(BookmarkInterval);
        var bookmark = await _bookmarks.Reader.ReadAsync().AsTask().WaitAsync(Patience.Limit);
        cluster.Server.Compact();
        cluster.Server.CloseWatches();
        await cluster.Time.NextTimerAsync(due => due == FaultyCluster.Times.IdleLimit);

        var watches = cluster.Requests("watch");
        watches.Count.ShouldBe(2);
        watches[1].Query.ShouldContain($"resourceVersion={bookmark}&");
        watches[0].Query.ShouldNotContain($"resourceVersion={bookmark}&");
        cluster.Requests("list").Count.ShouldBe(1);
        await stop.CancelAsync();
        await run.WaitAsync(Patience.Limit);
        script.HasCalls.ShouldBeFalse();
    }

    private static TimeSpan BookmarkInterval { get; } = TimeSpan.FromMinutes(1);

    private IKubernetesClient TellBookmarks(IKubernetesClient client)
    {
        var telling = Substitute.For<IKubernetesClient>();
        telling.ListAsync<V1ConfigMap>(default!, default).ReturnsForAnyArgs(
            call => client.ListAsync<V1ConfigMap>(call.Arg<ListOptions>(), call.Arg<CancellationToken>()));
        telling.WatchAsync<V1ConfigMap>(default!, default).ReturnsForAnyArgs(
            call => TellBookmarksAsync(client.WatchAsync<V1ConfigMap>(call.Arg<WatchOptions>(), call.Arg<CancellationToken>())));
        return telling;
    }

    private async IAsyncEnumerable<WatchEvent<V1ConfigMap>> TellBookmarksAsync(
        IAsyncEnumerable<WatchEvent<V1ConfigMap>> watch, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var change in watch.WithCancellation(cancellationToken))
        {
            yield return change;

            // The reader has asked for the next one: it is done with this one.
            if (change.Type == WatchEventType.Bookmark)
            {
                _bookmarks.Writer.TryWrite(change.Object.Metadata.ResourceVersion);
            }
        }
    }
}
