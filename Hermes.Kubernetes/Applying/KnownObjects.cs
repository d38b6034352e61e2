using System.Collections.Concurrent;
using System.Globalization;
using Hermes.Kubernetes.Caching;
using k8s;
using k8s.Models;

namespace Hermes.Kubernetes.Applying;

/// <summary>
/// The objects of one kind as their controller knows them: the informer's store, and on top of it what the server answered to the
/// controller's own writes until the watch has told them too. Without this a reconcile that follows its own write would write again.
/// </summary>
/// <typeparam name="TEntity">The kind.</typeparam>
/// <remarks>
/// Assumption: resource versions of one kind grow as numbers (KEP-5504), and a watch tells changes in that order. Where they do not parse,
/// the store alone is believed. An answer is believed for a minute at most, so that a change lost in a relist cannot hide behind it.
/// </remarks>
public sealed class KnownObjects<TEntity>
    where TEntity : class, IKubernetesObject<V1ObjectMeta>
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);
    private const int SweepAbove = 4096;

    private readonly IInformer<TEntity> _informer;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<(string? Namespace, string Name), Write> _writes = new();
    private readonly ConcurrentDictionary<string, long> _deletions = new();

    // By namespace, since an informer limited to namespaces follows each in a stream of its own.
    private readonly ConcurrentDictionary<string, ulong> _seen = new();

    /// <summary>Reads an informer's store; to be made before the informer runs.</summary>
    /// <param name="informer">The informer.</param>
    /// <param name="time">The clock.</param>
    public KnownObjects(IInformer<TEntity> informer, TimeProvider time)
    {
        (_informer, _time) = (informer, time);
        informer.AddHandler(Observe);
    }

    /// <summary>Whether the server serves the kind: null until it has answered.</summary>
    public bool? IsServed => _informer.IsServed;

    /// <summary>Whether the store holds a complete list.</summary>
    public bool HasSynced => _informer.HasSynced;

    /// <summary>Whether what is known of an object is an answer that the watch has not told yet.</summary>
    /// <param name="name">The object's name.</param>
    /// <param name="namespace">Its namespace.</param>
    public bool IsUnconfirmed(string name, string? @namespace) => Unconfirmed((@namespace, name)) is not null;

    /// <summary>An object, or null.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="namespace">Its namespace; null for a cluster-scoped kind.</param>
    public TEntity? Get(string name, string? @namespace) =>
        Unconfirmed((@namespace, name)) is { } write ? write.Object : _informer.Store.Get(name, @namespace);

    /// <summary>The objects that an owner controls.</summary>
    /// <param name="ownerUid">The owner's UID.</param>
    public IReadOnlyList<TEntity> OwnedBy(string ownerUid)
    {
        var owned = _informer.Store.OwnedBy(ownerUid);
        if (_writes.IsEmpty)
        {
            return owned;
        }

        var merged = owned.ToDictionary(entity => (entity.Metadata.NamespaceProperty, entity.Metadata.Name));
        foreach (var key in _writes.Keys)
        {
            if (Unconfirmed(key) is not { } write)
            {
                continue;
            }

            merged.Remove((key.Namespace!, key.Name));
            if (write.Object.IsControlledBy(ownerUid))
            {
                merged[(key.Namespace!, key.Name)] = write.Object;
            }
        }

        return [.. merged.Values];
    }

    /// <summary>The objects that an index of the informer files under a value; own writes that the watch has not told are not among them.</summary>
    /// <param name="index">The index.</param>
    /// <param name="value">The value.</param>
    public IReadOnlyList<TEntity> ByIndex(string index, string value) => _informer.Store.ByIndex(index, value);

    /// <summary>Whether this object's deletion was asked for, by us or as the server shows it.</summary>
    /// <param name="entity">The object.</param>
    public bool IsBeingDeleted(TEntity entity) =>
        entity.Metadata.DeletionTimestamp is not null
        || (_deletions.TryGetValue(entity.Metadata.Uid, out var at) && _time.GetElapsedTime(at) < Lifetime);

    /// <summary>Takes in what the server answered to a read or a write.</summary>
    /// <param name="entity">The object as stored.</param>
    public void Answered(TEntity entity)
    {
        var version = Version(entity);
        if (version > 0 && !IsTold(entity.Metadata.NamespaceProperty, version))
        {
            _writes[(entity.Metadata.NamespaceProperty, entity.Metadata.Name)] = new(entity, version, _time.GetTimestamp());
            Sweep();
        }
    }

    /// <summary>Takes in that the server accepted a deletion, or said that there is nothing to delete.</summary>
    /// <param name="entity">The object as it was known.</param>
    public void Deleted(TEntity entity)
    {
        _deletions[entity.Metadata.Uid] = _time.GetTimestamp();
        Sweep();
    }

    private Write? Unconfirmed((string? Namespace, string Name) key)
    {
        if (!_writes.TryGetValue(key, out var write))
        {
            return null;
        }

        if (!IsTold(key.Namespace, write.Version) && _time.GetElapsedTime(write.At) < Lifetime)
        {
            // The first list reaches further than its objects' versions say.
            return _informer.Store.Get(key.Name, key.Namespace) is { } stored && Version(stored) >= write.Version ? null : write;
        }

        _writes.TryRemove(KeyValuePair.Create(key, write));
        return null;
    }

    private void Observe(TEntity? before, TEntity? after)
    {
        var told = after ?? before!;
        var version = Version(told);
        _seen.AddOrUpdate(told.Metadata.NamespaceProperty ?? "", version, (_, seen) => Math.Max(seen, version));
        if (after is null || before is not null && before.Metadata.Uid != after.Metadata.Uid)
        {
            _deletions.TryRemove(before!.Metadata.Uid, out _);
        }

        var key = (told.Metadata.NamespaceProperty, told.Metadata.Name);
        if (_writes.TryGetValue(key, out var write) && (version >= write.Version || (after is null && write.Object.Metadata.Uid == told.Metadata.Uid)))
        {
            _writes.TryRemove(KeyValuePair.Create(((string?)key.NamespaceProperty, key.Name), write));
        }
    }

    private bool IsTold(string? @namespace, ulong version) => _seen.TryGetValue(@namespace ?? "", out var seen) && seen >= version;

    private void Sweep()
    {
        if (_writes.Count > SweepAbove)
        {
            foreach (var key in _writes.Keys)
            {
                Unconfirmed(key);
            }
        }

        if (_deletions.Count > SweepAbove)
        {
            foreach (var (uid, at) in _deletions)
            {
                if (_time.GetElapsedTime(at) >= Lifetime)
                {
                    _deletions.TryRemove(uid, out _);
                }
            }
        }
    }

    private static ulong Version(TEntity entity) =>
        ulong.TryParse(entity.Metadata.ResourceVersion, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;

    private sealed record Write(TEntity Object, ulong Version, long At);
}
