using Hermes.Kubernetes.Caching;
using k8s.Models;

namespace Hermes.Kubernetes.Tests.Applying;

/// <summary>An informer that hears what the test tells it.</summary>
internal sealed class FakeInformer : IInformer<V1Service>, IResourceStore<V1Service>
{
    private readonly Dictionary<(string? Namespace, string Name), V1Service> _objects = [];
    private readonly List<Action<V1Service?, V1Service?>> _handlers = [];

    public IResourceStore<V1Service> Store => this;

    public bool HasSynced => true;

    public bool? IsServed => true;

    public int Count => _objects.Count;

    public void AddIndex(string name, Func<V1Service, IEnumerable<string>> values)
    {
    }

    public void AddHandler(Action<V1Service?, V1Service?> handler) => _handlers.Add(handler);

    public void AddServedHandler(Action handler)
    {
    }

    public Task WaitForSyncAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public V1Service? Get(string name, string? @namespace) => _objects.GetValueOrDefault((@namespace, name));

    public IReadOnlyList<V1Service> OwnedBy(string ownerUid) =>
        [.. _objects.Values.Where(entity => entity.Metadata.OwnerReferences?.Any(owner => owner.Uid == ownerUid) is true)];

    public IReadOnlyList<V1Service> ByIndex(string index, string value) => [];

    public IReadOnlyList<V1Service> List() => [.. _objects.Values];

    /// <summary>The watch tells of an object's creation or change.</summary>
    public void Tell(V1Service entity)
    {
        var key = ((string?)entity.Metadata.NamespaceProperty, entity.Metadata.Name);
        var former = _objects.GetValueOrDefault(key);
        _objects[key] = entity;
        _handlers.ForEach(handler => handler(former, entity));
    }

    /// <summary>The watch tells of an object's deletion.</summary>
    public void TellDeleted(V1Service last)
    {
        _objects.Remove((last.Metadata.NamespaceProperty, last.Metadata.Name));
        _handlers.ForEach(handler => handler(last, null));
    }
}
