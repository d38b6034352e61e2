using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hermes.Kubernetes.Transport;
using k8s;
using k8s.Models;

namespace Hermes.Kubernetes.Client;

/// <inheritdoc/>
/// <param name="connection">The API server.</param>
/// <param name="catalog">The kinds.</param>
public sealed class ResourceClient(ApiConnection connection, ResourceCatalog catalog) : IKubernetesClient
{
    private const string Json = "application/json";

    /// <inheritdoc/>
    public async Task<TEntity?> GetAsync<TEntity>(string name, string? @namespace, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        var definition = catalog.Get<TEntity>();
        try
        {
            return await connection.CallAsync(
                new ApiRequest
                {
                    Verb = "get",
                    Kind = definition.Kind,
                    Method = HttpMethod.Get,
                    Path = definition.ObjectPath(name, @namespace),
                },
                (body, token) => EntityBody.ReadAsync(definition, body, omitManagedFields: false, token),
                cancellationToken);
        }
        catch (KubernetesException refusal) when (refusal.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public Task<ResourceList<TEntity>> ListAsync<TEntity>(ListOptions options, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> =>
        new PagedList<TEntity>(connection, catalog.Get<TEntity>(), options).ReadAsync(cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<WatchEvent<TEntity>> WatchAsync<TEntity>(WatchOptions options, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> =>
        new WatchStream<TEntity>(connection, catalog.Get<TEntity>(), options).ReadAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<TEntity> CreateAsync<TEntity>(TEntity entity, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        var definition = catalog.Get<TEntity>();
        var @namespace = NamespaceOf(entity);
        definition.RequireScope(@namespace);
        return SendAsync(
            definition, "create", HttpMethod.Post, definition.CollectionPath(@namespace), [], Json, EntityBody.Write(definition, entity), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<TEntity> ApplyAsync<TEntity>(TEntity desired, ApplyOptions options, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        var definition = catalog.Get<TEntity>();
        return ApplyAsync(
            definition, desired, subresource: null, options, EntityBody.Write(definition, desired), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<TEntity> ApplyStatusAsync<TEntity>(TEntity desired, ApplyOptions options, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        var definition = catalog.Get<TEntity>();
        return ApplyAsync(
            definition, desired, "status", options, EntityBody.WriteStatus(definition, desired), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<TEntity> MergePatchAsync<TEntity>(
        string name, string? @namespace, JsonObject patch, PatchOptions options, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> =>
        PatchAsync<TEntity>(name, @namespace, patch, "application/merge-patch+json", options, cancellationToken);

    /// <inheritdoc/>
    public Task<TEntity> JsonPatchAsync<TEntity>(
        string name, string? @namespace, JsonArray patch, PatchOptions options, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> =>
        PatchAsync<TEntity>(name, @namespace, patch, "application/json-patch+json", options, cancellationToken);

    /// <inheritdoc/>
    public async Task<bool> DeleteAsync<TEntity>(
        string name, string? @namespace, Preconditions? preconditions, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        var definition = catalog.Get<TEntity>();
        var options = new V1DeleteOptions
        {
            ApiVersion = V1DeleteOptions.KubeApiVersion,
            Kind = V1DeleteOptions.KubeKind,
            PropagationPolicy = "Background",
            Preconditions = preconditions is null
                ? null
                : new V1Preconditions { Uid = preconditions.Uid, ResourceVersion = preconditions.ResourceVersion },
        };
        try
        {
            return await connection.CallAsync(
                new ApiRequest
                {
                    Verb = "delete",
                    Kind = definition.Kind,
                    Method = HttpMethod.Delete,
                    Path = definition.ObjectPath(name, @namespace),
                    MediaType = Json,
                    Body = JsonSerializer.SerializeToUtf8Bytes(options, RuntimeJsonContext.Default.V1DeleteOptions),
                },
                static async (body, token) =>
                {
                    await body.CopyToAsync(Stream.Null, token);
                    return true;
                },
                cancellationToken);
        }
        catch (KubernetesException refusal) when (refusal.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    private Task<TEntity> ApplyAsync<TEntity>(
        ResourceDefinition<TEntity> definition,
        TEntity desired,
        string? subresource,
        ApplyOptions options,
        byte[] body,
        CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> =>
        SendAsync(
            definition,
            "apply",
            HttpMethod.Patch,
            SubresourcePath(definition.ObjectPath(desired.Metadata?.Name ?? "", NamespaceOf(desired)), subresource),
            [("fieldManager", options.FieldManager), ("force", options.Force ? "true" : null)],
            "application/apply-patch+yaml",
            body,
            cancellationToken);

    private Task<TEntity> PatchAsync<TEntity>(
        string name, string? @namespace, JsonNode patch, string mediaType, PatchOptions options, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        var definition = catalog.Get<TEntity>();
        return SendAsync(
            definition,
            "patch",
            HttpMethod.Patch,
            SubresourcePath(definition.ObjectPath(name, @namespace), options.Subresource),
            [("fieldManager", options.FieldManager)],
            mediaType,
            EntityBody.Write(patch),
            cancellationToken);
    }

    private Task<TEntity> SendAsync<TEntity>(
        ResourceDefinition<TEntity> definition,
        string verb,
        HttpMethod method,
        string path,
        IReadOnlyList<(string Name, string? Value)> query,
        string mediaType,
        byte[] body,
        CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> =>
        connection.CallAsync(
            new ApiRequest
            {
                Verb = verb,
                Kind = definition.Kind,
                Method = method,
                Path = path,
                Query = query,
                MediaType = mediaType,
                Body = body,
            },
            (answer, token) => EntityBody.ReadAsync(definition, answer, omitManagedFields: true, token),
            cancellationToken);

    private static string SubresourcePath(string path, string? subresource) => subresource is null ? path : $"{path}/{subresource}";

    private static string? NamespaceOf<TEntity>(TEntity entity)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> =>
        entity.Metadata?.NamespaceProperty is { Length: > 0 } @namespace ? @namespace : null;
}
