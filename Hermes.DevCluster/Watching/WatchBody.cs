using System.IO.Pipelines;
using Hermes.DevCluster.Requests;
using Hermes.DevCluster.Storage;

namespace Hermes.DevCluster.Watching;

/// <summary>
/// A watch: follows a resource's log from where it starts until it is told to end, falls too far behind, or its client goes.
/// It holds no queue of its own.
/// </summary>
internal sealed class WatchBody(WatchSpec spec, ObjectStore store, WatchHub hub, TimeProvider clock, int backlog) : ResponseBody
{
    private static readonly TimeSpan BookmarkInterval = TimeSpan.FromMinutes(1);

    // The real server ends a watch at random between its least timeout, half an hour, and twice that.
    private static readonly TimeSpan LeastTimeout = TimeSpan.FromMinutes(30);

    private const int FlushSize = 64 * 1024;

    private readonly WatchEventWriter _events = new(spec, clock);
    private readonly ResourceLog _log = store.Log(spec.Row);

    // The last entry that was looked at. A field, because nothing else may hold an entry or a snapshot while the watch waits:
    // each keeps everything after it, or in it, alive.
    private LogEntry? _position;

    /// <inheritdoc/>
    public override long? Length => null;

    /// <inheritdoc/>
    public override async Task WriteAsync(PipeWriter writer, CancellationToken cancellationToken)
    {
        var timeout = spec.Options.Timeout ?? LeastTimeout * (1 + Random.Shared.NextDouble());
        using var timer = new CancellationTokenSource(timeout, clock);
        var closed = hub.Enter();
        try
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, closed, timer.Token);
            if (await Begin(writer, end.Token) is { } revision)
            {
                await Follow(writer, revision, end.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // Every end of a watch but an error is this one.
        }
        finally
        {
            hub.Leave();
        }
    }

    /// <summary>Writes what comes before the changes, and takes the place in the log.</summary>
    /// <returns>The revision from which on changes count; null where there is nothing to follow.</returns>
    private async Task<long?> Begin(PipeWriter writer, CancellationToken end)
    {
        var (initial, revision) = Start();
        if (_position is null)
        {
            var message = $"too old resource version: {spec.Options.Revision} ({_log.Head.Revision})";
            WatchEventWriter.WriteError(writer, ApiErrors.Expired(message));
            await writer.FlushAsync(end);
            return null;
        }

        foreach (var value in initial)
        {
            _events.WriteInitial(writer, value);
            if (writer.UnflushedBytes > FlushSize && (await writer.FlushAsync(end)).IsCompleted)
            {
                return null;
            }
        }

        if (spec.Options is { InitialEvents: true, Bookmarks: true })
        {
            _events.WriteBookmark(writer, revision, initialEnd: true);
        }

        return revision;
    }

    private async Task Follow(PipeWriter writer, long revision, CancellationToken end)
    {
        var bell = new Doorbell();
        using var changes = _log.Listen(bell.Ring);
        using var thaws = store.ListenToThaws(bell.Ring);
        await using var ends = end.Register(bell.Ring);
        var isBookmarkDue = 0;
        await using var bookmarks = spec.Options.Bookmarks ? clock.CreateTimer(RemindOfBookmark, null, BookmarkInterval, BookmarkInterval) : null;
        while (true)
        {
            bell.Reset();
            end.ThrowIfCancellationRequested();
            var closed = _log.Closed;
            while (NextInView() is { } entry)
            {
                if (_log.Tail.Sequence - entry.Sequence > backlog)
                {
                    // Too slow: the client is cut off and has to start again, as the real server does.
                    return;
                }

                _position = entry;
                if (entry.Revision <= revision || store.IsCondensed(entry))
                {
                    continue;
                }

                _events.Write(writer, entry);
                if (writer.UnflushedBytes > FlushSize && (await writer.FlushAsync(end)).IsCompleted)
                {
                    return;
                }
            }

            if (Interlocked.Exchange(ref isBookmarkDue, 0) == 1)
            {
                WriteBookmark(writer);
            }

            if ((await writer.FlushAsync(end)).IsCompleted || closed)
            {
                return;
            }

            await bell.Rung;
        }

        void RemindOfBookmark(object? state)
        {
            Volatile.Write(ref isBookmarkDue, 1);
            bell.Ring();
        }
    }

    private (IEnumerable<StoredObject> Initial, long Revision) Start() => store.Exclusive<(IEnumerable<StoredObject>, long)>(() =>
    {
        var options = spec.Options;
        var world = store.ViewOf(spec.Row);
        if (options.InitialEvents == true || (options.InitialEvents is null && options.Revision is null or 0))
        {
            // What a frozen view does not show yet is in the log behind it.
            _position = ReferenceEquals(world, store.World) ? _log.Tail : _log.Head;
            return (world.Of(ObjectStore.StorageKey(spec.Row)).List(spec.Namespace).Where(spec.Shows), world.Revision);
        }

        if (options.Revision is not { } from || from == 0)
        {
            _position = ReferenceEquals(world, store.World) ? _log.Tail : _log.Head;
            return ([], world.Revision);
        }

        _position = from < _log.Head.Revision ? null : _log.Head;
        return ([], from);
    });

    private LogEntry? NextInView() => _position!.Next is { } entry && entry.Revision <= store.ViewOf(spec.Row).Revision ? entry : null;

    // Nothing of the resource is newer than the position, so the watch has come as far as the store has, if nothing came in between.
    private void WriteBookmark(PipeWriter writer)
    {
        var revision = store.ViewOf(spec.Row).Revision;
        if (NextInView() is null)
        {
            _events.WriteBookmark(writer, revision, initialEnd: false);
        }
    }
}
