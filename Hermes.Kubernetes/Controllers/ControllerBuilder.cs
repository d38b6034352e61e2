using Hermes.Kubernetes.Caching;
using Hermes.Kubernetes.Entities;
using k8s;
using k8s.Models;

namespace Hermes.Kubernetes.Controllers;

/// <summary>Names what wakes a controller, besides the entities themselves.</summary>
/// <typeparam name="TEntity">The kind that the controller is for.</typeparam>
public sealed class ControllerBuilder<TEntity>
    where TEntity : class, IKubernetesObject<V1ObjectMeta>
{
    private readonly List<WatchDeclaration<TEntity>> _watches = [];

    internal IReadOnlyList<WatchDeclaration<TEntity>> Declarations => _watches;

    internal string? Name { get; private set; }

    internal int? Workers { get; private set; }

    /// <summary>Names the controller in logs, metrics and health probes. Default: the entity's kind in lower case.</summary>
    /// <param name="name">Unique within the operator.</param>
    public ControllerBuilder<TEntity> WithName(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Name = name;
        return this;
    }

    /// <summary>Sets how many reconciles run at a time, of different keys. Default: the operator's option.</summary>
    /// <param name="workers">1 to 1000.</param>
    public ControllerBuilder<TEntity> WithWorkers(int workers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(workers, 1000);
        Workers = workers;
        return this;
    }

    /// <summary>Reconciles the owner when an object changes whose controller owner reference names an entity of this kind and group.</summary>
    /// <typeparam name="TOwned">The owned kind.</typeparam>
    /// <param name="optional">
    /// Whether the API server may not serve the kind (its CRD is absent): then nothing waits for it. Default: no.
    /// </param>
    public ControllerBuilder<TEntity> Owns<TOwned>(bool optional = false)
        where TOwned : class, IKubernetesObject<V1ObjectMeta> =>
        Watches<TOwned>(OwnerKeys.Of<TEntity, TOwned>, optional);

    /// <summary>Reconciles the entities that a changed object concerns.</summary>
    /// <typeparam name="TWatched">The watched kind.</typeparam>
    /// <param name="map">From the former object (null: it is new) and the present one (null: it is gone) to keys; quick, must not throw.</param>
    /// <param name="optional">Whether the API server may not serve the kind. Default: no.</param>
    public ControllerBuilder<TEntity> Watches<TWatched>(
        Func<TWatched?, TWatched?, IEnumerable<NamespacedName>> map, bool optional = false)
        where TWatched : class, IKubernetesObject<V1ObjectMeta> =>
        Watches<TWatched>((former, present, _) => map(former, present), optional);

    /// <summary>Reconciles the entities that a changed object concerns, where their own store is needed to tell which.</summary>
    /// <typeparam name="TWatched">The watched kind.</typeparam>
    /// <param name="map">
    /// From the former object (null: it is new), the present one (null: it is gone) and the entities as last seen to keys; quick, must not throw.
    /// </param>
    /// <param name="optional">Whether the API server may not serve the kind. Default: no.</param>
    public ControllerBuilder<TEntity> Watches<TWatched>(
        Func<TWatched?, TWatched?, IResourceStore<TEntity>, IEnumerable<NamespacedName>> map, bool optional = false)
        where TWatched : class, IKubernetesObject<V1ObjectMeta>
    {
        _watches.Add(new KindWatchDeclaration<TEntity, TWatched>(map, optional));
        return this;
    }
}
