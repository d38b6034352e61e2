using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds;

namespace Hermes.DevCluster.Storage;

/// <summary>
/// The stored objects: one writer at a time, one counter of revisions, snapshots for readers. It knows nothing of validation or
/// HTTP; who writes computes the new object inside <see cref="Exclusive{T}"/> and puts it.
/// </summary>
internal sealed class ObjectStore
{
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, ResourceLog> _logs = new(StringComparer.Ordinal);
    private readonly Queue<(ResourceLog Log, LogEntry Entry)> _history = new();
    private readonly int _capacity;
    private readonly ChangeFeed _feed;
    private readonly Signal _thawed = new();
    private World _world = new(1, ImmutableDictionary.Create<string, ResourceState>(StringComparer.Ordinal));
    private FrozenView? _frozen;
    private (long After, long Until) _condensed;
    private long _compacted;

    /// <summary>An empty store.</summary>
    /// <param name="capacity">How many changes are kept for watches, over all resources.</param>
    /// <param name="feed">Told of every change.</param>
    public ObjectStore(int capacity, ChangeFeed feed)
    {
        _capacity = Math.Max(1, capacity);
        _feed = feed;
    }

    /// <summary>All that is stored now, never to change again.</summary>
    public World World => Volatile.Read(ref _world);

    /// <summary>What lists and watches of a kind are shown: the present, unless it is frozen.</summary>
    public World ViewOf(KindRow row) => Volatile.Read(ref _frozen) is { } frozen && frozen.Includes(row) ? frozen.World : World;

    /// <summary>The revision up to which <see cref="Compact"/> has forgotten.</summary>
    public long Compacted => Interlocked.Read(ref _compacted);

    /// <summary>Calls back whenever the view is let go, until what it returns is disposed.</summary>
    public IDisposable ListenToThaws(Action onThaw) => _thawed.Listen(onThaw);

    /// <summary>Keeps what lists and watches are shown as it was once.</summary>
    /// <param name="past">What they are shown; null for what is stored now.</param>
    /// <param name="plural">Of this resource alone; null for all.</param>
    public void Freeze(World? past = null, string? plural = null) => Volatile.Write(ref _frozen, new FrozenView(past ?? World, plural));

    /// <summary>Lets lists and watches be shown the present again.</summary>
    /// <param name="condenses">
    /// Whether watches are told only the last of what befell each object in the meantime, as a client sees it that compares two lists.
    /// </param>
    public void Thaw(bool condenses = false)
    {
        _condensed = condenses && Volatile.Read(ref _frozen) is { } frozen ? (frozen.World.Revision, World.Revision) : default;
        Volatile.Write(ref _frozen, null);
        _thawed.Raise();
    }

    /// <summary>Whether watches are not told of a change, since a later one of the same object tells all that they are to know.</summary>
    public bool IsCondensed(LogEntry entry)
    {
        var (after, until) = _condensed;
        if (entry.Revision <= after || entry.Revision > until)
        {
            return false;
        }

        for (var later = entry.Next; later is not null && later.Revision <= until; later = later.Next)
        {
            if (later.Object?.Key == entry.Object?.Key)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Where a kind's objects are stored.</summary>
    public static string StorageKey(KindRow row) => row.StorageKey ?? $"{row.Group}/{row.Plural}";

    /// <summary>The changes of a kind's resource; one that has had none yet knows of all that is not forgotten.</summary>
    public ResourceLog Log(KindRow row) =>
        _logs.GetOrAdd(StorageKey(row), static (_, store) => new ResourceLog(store.Compacted), this);

    /// <summary>Runs a computation that no write comes between. Re-entrant.</summary>
    public T Exclusive<T>(Func<T> action)
    {
        lock (_gate)
        {
            return action();
        }
    }

    /// <summary>Stores an object under the next revision; only inside <see cref="Exclusive{T}"/>.</summary>
    /// <param name="row">The kind.</param>
    /// <param name="value">The object, no longer to be touched by the caller.</param>
    /// <param name="before">The stored object it takes the place of; null on creation.</param>
    public StoredObject Put(KindRow row, JsonObject value, StoredObject? before)
    {
        var stored = StoredObject.Freeze(value, _world.Revision + 1);
        var key = StorageKey(row);
        Commit(row, before is null ? ChangeType.Added : ChangeType.Modified, stored, before, _world.Of(key).With(stored.Key, stored));
        return stored;
    }

    /// <summary>Removes an object; only inside <see cref="Exclusive{T}"/>.</summary>
    /// <param name="row">The kind.</param>
    /// <param name="before">The stored object.</param>
    /// <param name="last">What watches are shown as its last state.</param>
    public StoredObject Remove(KindRow row, StoredObject before, JsonObject last)
    {
        var stored = StoredObject.Freeze(last, _world.Revision + 1);
        Commit(row, ChangeType.Deleted, stored, before, _world.Of(StorageKey(row)).Without(before.Key));
        return stored;
    }

    /// <summary>
    /// Brings the stored objects of a kind into a new form, as one that is only read anew: no versions, no events. Only inside
    /// <see cref="Exclusive{T}"/>.
    /// </summary>
    public void Recast(KindRow row, Action<JsonObject> change)
    {
        var state = _world.Of(StorageKey(row));
        foreach (var stored in state.List(null).ToArray())
        {
            var copy = stored.Copy();
            change(copy);
            if (!JsonNode.DeepEquals(copy, stored.Value))
            {
                state = state.With(stored.Key, StoredObject.Freeze(copy, stored.Revision));
            }
        }

        Volatile.Write(ref _world, new World(_world.Revision, _world.Resources.SetItem(StorageKey(row), state)));
    }

    /// <summary>Starts a new log for a resource that is served from now on: no watch can start before.</summary>
    public void Open(KindRow row) =>
        Exclusive(() => _logs.AddOrUpdate(
            StorageKey(row),
            _ => new ResourceLog(_world.Revision),
            (_, log) => log.Closed ? new ResourceLog(_world.Revision) : log));

    /// <summary>Ends the watches of a resource that is served no longer.</summary>
    public void Close(string storageKey)
    {
        if (_logs.TryGetValue(storageKey, out var log))
        {
            log.Close();
        }
    }

    /// <summary>Forgets all past versions.</summary>
    public void Compact() => Exclusive(() =>
    {
        _history.Clear();
        foreach (var log in _logs.Values)
        {
            log.CompactAll(_world.Revision);
        }

        Interlocked.Exchange(ref _compacted, _world.Revision);
        return true;
    });

    /// <summary>What a kind's resource held at a past revision, read back from the log.</summary>
    /// <returns>Null where the log no longer goes back so far.</returns>
    public ResourceState? At(KindRow row, long revision) => Exclusive(() => At(_world.Of(StorageKey(row)), Log(row), revision));

    /// <summary>All that was stored at a past revision. A resource whose log does not go back so far held nothing.</summary>
    public World WorldAt(long revision) => Exclusive(() => new World(
        revision,
        _world.Resources.ToImmutableDictionary(
            resource => resource.Key,
            resource => _logs.TryGetValue(resource.Key, out var log) ? At(resource.Value, log, revision) ?? ResourceState.Empty : resource.Value,
            StringComparer.Ordinal)));

    private static ResourceState? At(ResourceState state, ResourceLog log, long revision)
    {
        if (revision < log.Head.Revision)
        {
            return null;
        }

        var later = new Stack<LogEntry>();
        for (var entry = log.Head.Next; entry is not null; entry = entry.Next)
        {
            if (entry.Revision > revision && entry.Object is not null)
            {
                later.Push(entry);
            }
        }

        foreach (var entry in later)
        {
            state = entry.Before is { } before ? state.With(before.Key, before) : state.Without(entry.Object!.Key);
        }

        return state;
    }

    private void Commit(KindRow row, ChangeType type, StoredObject stored, StoredObject? before, ResourceState state)
    {
        var log = Log(row);
        var entry = new LogEntry
        {
            Type = type,
            Revision = stored.Revision,
            Sequence = log.Tail.Sequence + 1,
            Row = row,
            Object = stored,
            Before = before,
        };
        log.Append(entry);
        Volatile.Write(ref _world, new World(stored.Revision, _world.Resources.SetItem(StorageKey(row), state)));
        _history.Enqueue((log, entry));
        if (_history.Count > _capacity)
        {
            var (oldest, dropped) = _history.Dequeue();
            oldest.Compact(dropped);
        }

        log.Publish();
        _feed.Post(new ObjectChange(type, row, stored.Value, before?.Value));
    }
}
