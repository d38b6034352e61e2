using Hermes.Kubernetes.Entities;
using k8s;
using k8s.Models;

namespace Hermes.Kubernetes.Controllers;

/// <summary>Entities that are gone and whose controller has not dealt with that yet, as last seen, oldest first per key.</summary>
internal sealed class DeletedEntities<TEntity>
    where TEntity : class, IKubernetesObject<V1ObjectMeta>
{
    /// <summary>How many of one name are kept: one deleted and made anew all the time, whose deletions keep failing, must not fill the memory.</summary>
    public const int CapacityPerKey = 16;

    private readonly Lock _lock = new();

    // A name deleted and made anew again and again has one entry per deletion: each is owed its own call.
    private readonly Dictionary<NamespacedName, List<TEntity>> _entities = [];

    /// <returns>The entity that had to make room, and whose deletion nobody will hear of; null for none.</returns>
    public TEntity? Add(NamespacedName key, TEntity lastSeen)
    {
        lock (_lock)
        {
            if (!_entities.TryGetValue(key, out var owed))
            {
                _entities[key] = owed = [];
            }

            owed.Add(lastSeen);
            if (owed.Count <= CapacityPerKey)
            {
                return null;
            }

            var oldest = owed[0];
            owed.RemoveAt(0);
            return oldest;
        }
    }

    public IReadOnlyList<TEntity> Get(NamespacedName key)
    {
        lock (_lock)
        {
            return _entities.TryGetValue(key, out var owed) ? [.. owed] : [];
        }
    }

    /// <summary>Takes off one that has been dealt with.</summary>
    public void Remove(NamespacedName key, TEntity entity)
    {
        lock (_lock)
        {
            if (_entities.TryGetValue(key, out var owed) && owed.RemoveAll(one => ReferenceEquals(one, entity)) > 0 && owed.Count == 0)
            {
                _entities.Remove(key);
            }
        }
    }
}
