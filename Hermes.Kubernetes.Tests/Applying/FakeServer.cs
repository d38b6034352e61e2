using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Hermes.Kubernetes.Client;
using k8s;
using k8s.Models;
using KubernetesException = Hermes.Kubernetes.Client.KubernetesException;

namespace Hermes.Kubernetes.Tests.Applying;

/// <summary>Services as an API server keeps them, as far as applying them goes, and a list of what was asked.</summary>
internal sealed class FakeServer : IKubernetesClient
{
    private readonly Dictionary<string, V1Service> _objects = [];
    private int _version = 100;

    public List<string> Calls { get; } = [];

    /// <summary>What the server makes of an object before it stores it, as a mutating webhook does.</summary>
    public Func<V1Service, V1Service> Mutate { get; set; } = service => service;

    /// <summary>Thrown instead of the answer to the next write.</summary>
    public KubernetesException? NextRefusal { get; set; }

    public V1Service? this[string name] => _objects.GetValueOrDefault(name);

    public V1Service Put(V1Service service)
    {
        service = service with
        {
            Metadata = service.Metadata with
            {
                Uid = service.Metadata.Uid ?? Guid.NewGuid().ToString(),
                ResourceVersion = (++_version).ToString(CultureInfo.InvariantCulture),
            },
        };
        return _objects[service.Metadata.Name] = service;
    }

    public void Remove(string name) => _objects.Remove(name);

    public Task<TEntity?> GetAsync<TEntity>(string name, string? @namespace, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        Calls.Add($"get {name}");
        return Task.FromResult(_objects.GetValueOrDefault(name) as TEntity);
    }

    public Task<TEntity> ApplyAsync<TEntity>(TEntity desired, ApplyOptions options, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        var service = (V1Service)(object)desired;
        var metadata = service.Metadata;
        var live = _objects.GetValueOrDefault(metadata.Name);
        Calls.Add($"apply {metadata.Name} {(metadata.Uid is null ? $"version {metadata.ResourceVersion}" : "by uid")}{(options.Force ? " forced" : "")}");
        Refuse();
        if (metadata.Uid is not null && live is null)
        {
            throw new KubernetesException(HttpStatusCode.Conflict, StatusReason.Conflict, "uid mismatch, and no existing object was found");
        }

        if (metadata.Uid is not null && live!.Metadata.Uid != metadata.Uid)
        {
            throw new KubernetesException(HttpStatusCode.UnprocessableEntity, StatusReason.Invalid, "field is immutable")
            {
                Causes = [new V1StatusCause { Field = "metadata.uid", Reason = "FieldValueInvalid" }],
            };
        }

        if (metadata.ResourceVersion is not null && live is not null)
        {
            throw new KubernetesException(HttpStatusCode.Conflict, StatusReason.Conflict, "the object has been modified");
        }

        var stored = Mutate(service with { Metadata = metadata with { Uid = live?.Metadata.Uid } });
        return Task.FromResult((TEntity)(object)Put(stored));
    }

    public Task<bool> DeleteAsync<TEntity>(
        string name, string? @namespace, Preconditions? preconditions, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        Calls.Add($"delete {name} {(preconditions?.Uid is null ? "" : "by uid")}");
        Refuse();
        if (_objects.TryGetValue(name, out var live) && preconditions?.Uid is { } uid && live.Metadata.Uid != uid)
        {
            throw new KubernetesException(HttpStatusCode.Conflict, StatusReason.Conflict, "the UID in the precondition does not match");
        }

        return Task.FromResult(_objects.Remove(name));
    }

    public Task<ResourceList<TEntity>> ListAsync<TEntity>(ListOptions options, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> => throw new NotSupportedException();

    public IAsyncEnumerable<WatchEvent<TEntity>> WatchAsync<TEntity>(WatchOptions options, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> => throw new NotSupportedException();

    public Task<TEntity> CreateAsync<TEntity>(TEntity entity, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> => throw new NotSupportedException();

    public Task<TEntity> ApplyStatusAsync<TEntity>(TEntity desired, ApplyOptions options, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> => throw new NotSupportedException();

    public Task<TEntity> MergePatchAsync<TEntity>(
        string name, string? @namespace, JsonObject patch, PatchOptions options, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        Calls.Add($"patch {name} {patch.ToJsonString()}");
        Refuse();
        return _objects.TryGetValue(name, out var live)
            ? Task.FromResult((TEntity)(object)Put(live))
            : throw new KubernetesException(HttpStatusCode.NotFound, StatusReason.NotFound, "not found");
    }

    public Task<TEntity> JsonPatchAsync<TEntity>(
        string name, string? @namespace, JsonArray patch, PatchOptions options, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> => throw new NotSupportedException();

    private void Refuse()
    {
        if (NextRefusal is { } refusal)
        {
            NextRefusal = null;
            throw refusal;
        }
    }
}
