using k8s;
using k8s.Models;

namespace Hermes.Kubernetes.Caching;

/// <summary>The objects of one kind as last seen. Objects are shared: treat them as read-only.</summary>
/// <typeparam name="TEntity">The kind.</typeparam>
public interface IResourceStore<TEntity>
    where TEntity : class, IKubernetesObject<V1ObjectMeta>
{
    /// <summary>The number of objects.</summary>
    int Count { get; }

    /// <summary>An object, or null.</summary>
    /// <param name="name">The object's name.</param>
    /// <param name="namespace">Its namespace; null for a cluster-scoped kind.</param>
    TEntity? Get(string name, string? @namespace);

    /// <summary>The objects whose controller owner reference carries a UID.</summary>
    /// <param name="ownerUid">The owner's UID.</param>
    IReadOnlyList<TEntity> OwnedBy(string ownerUid);

    /// <summary>The objects that an index files under a value.</summary>
    /// <param name="index">An index added when the informer was set up.</param>
    /// <param name="value">The value.</param>
    IReadOnlyList<TEntity> ByIndex(string index, string value);

    /// <summary>All objects, in no order.</summary>
    IReadOnlyList<TEntity> List();
}
