using Hermes.Kubernetes.Caching;
using Hermes.Kubernetes.Client;
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

    internal InformerOptions<TEntity>? Entities { get; private set; }

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

    /// <summary>Narrows which entities the controller is for. Default: all in the operator's namespaces.</summary>
    /// <param name="informer">What the informer watches.</param>
    public ControllerBuilder<TEntity> For(InformerOptions<TEntity> informer)
    {
        Entities = informer;
        return this;
    }

    /// <summary>Reconciles the owner when an object changes whose controller owner reference names an entity of this kind and group.</summary>
    /// <typeparam name="TOwned">The owned kind.</typeparam>
    /// <param name="optional">
    /// Whether the API server may not serve the kind (its CRD is absent): then nothing waits for it. Default: no. Whoever else asks
    /// the informer cache for the kind must call it optional too.
    /// </param>
    /// <param name="informer">What the informer watches; null (default) for all objects in the operator's namespaces.</param>
    public ControllerBuilder<TEntity> Owns<TOwned>(bool optional = false, InformerOptions<TOwned>? informer = null)
        where TOwned : class, IKubernetesObject<V1ObjectMeta> =>
        Add<TOwned>(static (owner, _) => new OwnerKeys(owner).Map, optional, informer);

    /// <summary>Reconciles the entities that a changed object concerns.</summary>
    /// <typeparam name="TWatched">The watched kind.</typeparam>
    /// <param name="map">From the former object (null: it is new) and the present one (null: it is gone) to keys; quick.</param>
    /// <param name="optional">Whether the API server may not serve the kind. Default: no.</param>
    /// <param name="informer">What the informer watches; null (default) for all objects in the operator's namespaces.</param>
    public ControllerBuilder<TEntity> Watches<TWatched>(
        Func<TWatched?, TWatched?, IEnumerable<NamespacedName>> map, bool optional = false, InformerOptions<TWatched>? informer = null)
        where TWatched : class, IKubernetesObject<V1ObjectMeta> =>
        Add((_, _) => map, optional, informer);

    /// <summary>Reconciles the entities that a changed object concerns, where their own store is needed to tell which.</summary>
    /// <typeparam name="TWatched">The watched kind.</typeparam>
    /// <param name="map">
    /// From the former object (null: it is new), the present one (null: it is gone) and the entities as last seen to keys; quick.
    /// </param>
    /// <param name="optional">Whether the API server may not serve the kind. Default: no.</param>
    /// <param name="informer">What the informer watches; null (default) for all objects in the operator's namespaces.</param>
    public ControllerBuilder<TEntity> Watches<TWatched>(
        Func<TWatched?, TWatched?, IResourceStore<TEntity>, IEnumerable<NamespacedName>> map,
        bool optional = false,
        InformerOptions<TWatched>? informer = null)
        where TWatched : class, IKubernetesObject<V1ObjectMeta> =>
        Add<TWatched>((_, entities) => (former, present) => map(former, present, entities), optional, informer);

    /// <summary>Reconciles entities when the API server comes to serve a kind, or ceases to.</summary>
    /// <typeparam name="TWatched">The kind.</typeparam>
    /// <param name="map">From the entities as last seen to keys; quick.</param>
    /// <param name="informer">What the informer watches, as it is watched otherwise.</param>
    public ControllerBuilder<TEntity> WatchesServed<TWatched>(
        Func<IResourceStore<TEntity>, IEnumerable<NamespacedName>> map, InformerOptions<TWatched> informer)
        where TWatched : class, IKubernetesObject<V1ObjectMeta>
    {
        _watches.Add(new ServedDeclaration<TEntity, TWatched>(map, informer with { Optional = true }));
        return this;
    }

    private ControllerBuilder<TEntity> Add<TWatched>(
        Func<ResourceDefinition, IResourceStore<TEntity>, Func<TWatched?, TWatched?, IEnumerable<NamespacedName>>> mapperFor,
        bool optional,
        InformerOptions<TWatched>? informer)
        where TWatched : class, IKubernetesObject<V1ObjectMeta>
    {
        var options = informer ?? new InformerOptions<TWatched>();
        _watches.Add(new WatchDeclaration<TEntity, TWatched>(mapperFor, options with { Optional = options.Optional || optional }));
        return this;
    }
}
