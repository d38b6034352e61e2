using k8s;
using k8s.Models;

namespace Hermes.Kubernetes.Caching;

/// <summary>Keeps a store in step with the API server: list, watch, list again when the server has forgotten.</summary>
/// <typeparam name="TEntity">The kind.</typeparam>
/// <remarks>
/// Guarantees: the store changes before a handler is told; a deletion missed while disconnected is told as one; a kind that the server
/// does not serve (its CRD is absent) is retried slowly and never read as "all gone".
/// </remarks>
public interface IInformer<TEntity>
    where TEntity : class, IKubernetesObject<V1ObjectMeta>
{
    /// <summary>The objects as last seen.</summary>
    IResourceStore<TEntity> Store { get; }

    /// <summary>Whether the store holds one complete list at least.</summary>
    bool HasSynced { get; }

    /// <summary>Whether the API server serves the kind: null until it has answered.</summary>
    bool? IsServed { get; }

    /// <summary>Adds an index; only before the informer runs.</summary>
    /// <param name="name">The index's name.</param>
    /// <param name="values">The values that an object, as stored, is filed under; pure, quick, and must not throw.</param>
    void AddIndex(string name, Func<TEntity, IEnumerable<string>> values);

    /// <summary>Adds a handler, called in order and never concurrently: the former object or null, the present one or null.</summary>
    /// <param name="handler">Must be quick and must not throw.</param>
    void AddHandler(Action<TEntity?, TEntity?> handler);

    /// <summary>Adds a handler of every change of <see cref="IsServed"/>; where it comes to be served, the store holds a list of the present.</summary>
    /// <param name="handler">Must be quick and must not throw.</param>
    void AddServedHandler(Action handler);

    /// <summary>Waits until <see cref="HasSynced"/>.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task WaitForSyncAsync(CancellationToken cancellationToken);
}
