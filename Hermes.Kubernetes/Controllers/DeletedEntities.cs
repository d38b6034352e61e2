using Hermes.Kubernetes.Entities;
using k8s;
using k8s.Models;

namespace Hermes.Kubernetes.Controllers;

/// <summary>Entities that are gone and whose controller has not dealt with that yet, as last seen, oldest first per key.</summary>
internal sealed class DeletedEntities<TEntity>
    where TEntity : class, IKubernetesObject<V1ObjectMeta>
{
    private readonly Lock _lock = new();

    // A name deleted and made anew again and again has one entry per deletion: each is owed its own call.
    private readonly Dictionary<NamespacedName, Queue<TEntity>> _entities = [];

    public void Add(NamespacedName key, TEntity lastSeen)
    {
        lock (_lock)
        {
            if (!_entities.TryGetValue(key, out var queue))
            {
                _entities[key] = queue = new Queue<TEntity>(1);
            }

            queue.Enqueue(lastSeen);
        }
    }

    public TEntity? TryPeek(NamespacedName key)
    {
        lock (_lock)
        {
            return _entities.TryGetValue(key, out var queue) ? queue.Peek() : null;
        }
    }

    /// <summary>Takes off what <see cref="TryPeek"/> showed; only the worker that holds the key may.</summary>
    public void Remove(NamespacedName key)
    {
        lock (_lock)
        {
            if (_entities.TryGetValue(key, out var queue) && queue.TryDequeue(out _) && queue.Count == 0)
            {
                _entities.Remove(key);
            }
        }
    }
}
