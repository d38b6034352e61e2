using Hermes.Kubernetes.Entities;
using k8s;
using k8s.Models;

namespace Hermes.Kubernetes.Caching;

/// <inheritdoc/>
internal sealed class ResourceStore<TEntity> : IResourceStore<TEntity>
    where TEntity : class, IKubernetesObject<V1ObjectMeta>
{
    private readonly Lock _lock = new();
    private readonly Dictionary<NamespacedName, TEntity> _objects = [];
    private readonly ResourceIndex<TEntity> _owners = new(ControllerUid);
    private readonly Dictionary<string, ResourceIndex<TEntity>> _indexes = [];

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _objects.Count;
            }
        }
    }

    public TEntity? Get(string name, string? @namespace)
    {
        lock (_lock)
        {
            return _objects.GetValueOrDefault(new NamespacedName(@namespace, name));
        }
    }

    public IReadOnlyList<TEntity> OwnedBy(string ownerUid)
    {
        lock (_lock)
        {
            return _owners.Find(ownerUid);
        }
    }

    public IReadOnlyList<TEntity> ByIndex(string index, string value)
    {
        lock (_lock)
        {
            return _indexes.TryGetValue(index, out var found)
                ? found.Find(value)
                : throw new ArgumentException($"There is no index '{index}'.", nameof(index));
        }
    }

    public IReadOnlyList<TEntity> List()
    {
        lock (_lock)
        {
            return [.. _objects.Values];
        }
    }

    /// <summary>Adds an index to a store that is still empty.</summary>
    public void AddIndex(string name, Func<TEntity, IEnumerable<string>> values)
    {
        lock (_lock)
        {
            if (!_indexes.TryAdd(name, new ResourceIndex<TEntity>(values)))
            {
                throw new InvalidOperationException($"There is an index '{name}' already.");
            }
        }
    }

    /// <summary>Stores an object in place of the one of that name.</summary>
    public void Set(TEntity entity)
    {
        lock (_lock)
        {
            var key = NamespacedName.Of(entity);
            Index(_objects.GetValueOrDefault(key), entity);
            _objects[key] = entity;
        }
    }

    public void Remove(NamespacedName key)
    {
        lock (_lock)
        {
            if (_objects.TryGetValue(key, out var former))
            {
                Index(former, null);
                _objects.Remove(key);
            }
        }
    }

    private void Index(TEntity? former, TEntity? present)
    {
        // All values first: should a function throw, nothing has been half changed.
        var changes = new Action[_indexes.Count + 1];
        changes[0] = _owners.Prepare(former, present);
        var next = 1;
        foreach (var index in _indexes.Values)
        {
            changes[next++] = index.Prepare(former, present);
        }

        Array.ForEach(changes, static change => change());
    }

    private static IEnumerable<string> ControllerUid(TEntity entity)
    {
        foreach (var owner in entity.Metadata.OwnerReferences ?? [])
        {
            if (owner.Controller == true)
            {
                yield return owner.Uid;
            }
        }
    }
}
