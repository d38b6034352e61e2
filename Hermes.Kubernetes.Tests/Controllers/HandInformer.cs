using System.Collections.Concurrent;
using Hermes.Kubernetes.Caching;
using Hermes.Kubernetes.Entities;
using k8s;
using k8s.Models;

namespace Hermes.Kubernetes.Tests.Controllers;

/// <summary>An informer driven by hand: the store changes first, then the handlers hear of it.</summary>
internal sealed class HandInformer<TEntity> : IInformer<TEntity>, IResourceStore<TEntity>
    where TEntity : class, IKubernetesObject<V1ObjectMeta>
{
    private readonly ConcurrentDictionary<NamespacedName, TEntity> _objects = [];
    private readonly List<Action<TEntity?, TEntity?>> _handlers = [];

    public IResourceStore<TEntity> Store => this;

    public bool HasSynced => true;

    public bool? IsServed => true;

    public int Count => _objects.Count;

    public void AddIndex(string name, Func<TEntity, IEnumerable<string>> values) => throw new NotSupportedException();

    public void AddHandler(Action<TEntity?, TEntity?> handler) => _handlers.Add(handler);

    public void AddServedHandler(Action handler)
    {
    }

    public Task WaitForSyncAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public TEntity? Get(string name, string? @namespace) => _objects.GetValueOrDefault(new NamespacedName(@namespace, name));

    public IReadOnlyList<TEntity> OwnedBy(string ownerUid) => throw new NotSupportedException();

    public IReadOnlyList<TEntity> ByIndex(string index, string value) => throw new NotSupportedException();

    public IReadOnlyList<TEntity> List() => [.. _objects.Values];

    /// <summary>Adds an object, or puts it in place of its namesake.</summary>
    public void Set(TEntity entity)
    {
        var key = NamespacedName.Of(entity);
        var former = _objects.GetValueOrDefault(key);
        _objects[key] = entity;
        _handlers.ForEach(handler => handler(former, entity));
    }

    public void Delete(TEntity entity)
    {
        _objects.TryRemove(NamespacedName.Of(entity), out var former);
        _handlers.ForEach(handler => handler(former, null));
    }

    /// <summary>Changes the store without telling anybody.</summary>
    public void SetSilently(TEntity entity) => _objects[NamespacedName.Of(entity)] = entity;
}
