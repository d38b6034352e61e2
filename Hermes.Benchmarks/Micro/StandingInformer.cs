using Hermes.Kubernetes.Caching;
using k8s;
using k8s.Models;

namespace Hermes.Benchmarks.Micro;

/// <summary>An informer of one object that never changes.</summary>
internal sealed class StandingInformer<TEntity>(TEntity entity) : IInformer<TEntity>, IResourceStore<TEntity>
    where TEntity : class, IKubernetesObject<V1ObjectMeta>
{
    public IResourceStore<TEntity> Store => this;

    public bool HasSynced => true;

    public bool? IsServed => true;

    public int Count => 1;

    public TEntity? Get(string name, string? @namespace) => entity;

    public IReadOnlyList<TEntity> OwnedBy(string ownerUid) => [entity];

    public IReadOnlyList<TEntity> ByIndex(string index, string value) => [entity];

    public IReadOnlyList<TEntity> List() => [entity];

    public void AddIndex(string name, Func<TEntity, IEnumerable<string>> values)
    {
        // Everything is filed under everything.
    }

    public void AddHandler(Action<TEntity?, TEntity?> handler)
    {
        // Nothing changes.
    }

    public void AddServedHandler(Action handler)
    {
        // Nothing changes.
    }

    public Task WaitForSyncAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
