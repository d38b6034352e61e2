using k8s;
using k8s.Models;

namespace Hermes.Kubernetes.Client;

/// <summary>
/// The typed resource client: thin, one for built-in kinds and custom resources alike, and silent about nothing.
/// </summary>
/// <remarks>
/// Guarantees: absence is null from <see cref="GetAsync"/> and false from <see cref="DeleteAsync"/>; every other refusal throws a
/// <see cref="KubernetesException"/> that carries the server's Status. No call is repeated once its outcome is unknown: a broken connection
/// (<see cref="HttpRequestException"/>), an answer that breaks off (<see cref="IOException"/>) or none in time
/// (<see cref="TimeoutException"/>) leave it open whether a write was executed. Nothing offers to PUT an object: a model drops the fields it
/// does not know. Kind and apiVersion are filled into what is sent and into what is returned; the object returned by a write comes without
/// managed fields.
/// </remarks>
public interface IKubernetesClient
{
    /// <summary>Reads one object.</summary>
    /// <typeparam name="TEntity">A type that carries a <see cref="KubernetesEntityAttribute"/>.</typeparam>
    /// <param name="name">The object's name.</param>
    /// <param name="namespace">Its namespace; null for a cluster-scoped kind.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The object, or null when the server answers 404.</returns>
    Task<TEntity?> GetAsync<TEntity>(string name, string? @namespace, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>;

    /// <summary>Reads a collection whole, page by page at one resource version; never returns a part.</summary>
    /// <typeparam name="TEntity">A type that carries a <see cref="KubernetesEntityAttribute"/>.</typeparam>
    /// <param name="options">What to list.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="IOException">The answer broke off or made no sense, or holds an object that cannot be read.</exception>
    Task<ResourceList<TEntity>> ListAsync<TEntity>(ListOptions options, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>;

    /// <summary>Follows a collection from a resource version until the server ends the stream.</summary>
    /// <typeparam name="TEntity">A type that carries a <see cref="KubernetesEntityAttribute"/>.</typeparam>
    /// <param name="options">What to watch, and from where.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    /// <exception cref="KubernetesException">The server refused, or sent an ERROR event (410 Expired: list again).</exception>
    /// <exception cref="IOException">The stream broke off, in the middle of a line perhaps. What was yielded before stands.</exception>
    /// <exception cref="TimeoutException">Nothing came within <see cref="WatchOptions.IdleLimit"/>.</exception>
    IAsyncEnumerable<WatchEvent<TEntity>> WatchAsync<TEntity>(WatchOptions options, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>;

    /// <summary>Creates an object; <see cref="StatusReason.AlreadyExists"/> when it is there.</summary>
    /// <typeparam name="TEntity">A type that carries a <see cref="KubernetesEntityAttribute"/>.</typeparam>
    /// <param name="entity">The object.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The object as stored.</returns>
    Task<TEntity> CreateAsync<TEntity>(TEntity entity, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>;

    /// <summary>Server-side apply: the fields that <paramref name="desired"/> names become the field manager's.</summary>
    /// <typeparam name="TEntity">A type that carries a <see cref="KubernetesEntityAttribute"/>.</typeparam>
    /// <param name="desired">Only the fields to own; a resource version or UID in its metadata is a precondition.</param>
    /// <param name="options">The field manager and whether to take fields over.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The object as stored.</returns>
    Task<TEntity> ApplyAsync<TEntity>(TEntity desired, ApplyOptions options, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>;

    /// <summary>Server-side apply of the status subresource.</summary>
    /// <typeparam name="TEntity">A type that carries a <see cref="KubernetesEntityAttribute"/>.</typeparam>
    /// <param name="desired">Name, namespace and status; a UID in its metadata is a precondition.</param>
    /// <param name="options">The field manager and whether to take fields over.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The object as stored.</returns>
    Task<TEntity> ApplyStatusAsync<TEntity>(TEntity desired, ApplyOptions options, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>;

    /// <summary>Sends a JSON merge patch (RFC 7386).</summary>
    /// <typeparam name="TEntity">A type that carries a <see cref="KubernetesEntityAttribute"/>.</typeparam>
    /// <param name="name">The object's name.</param>
    /// <param name="namespace">Its namespace; null for a cluster-scoped kind.</param>
    /// <param name="patch">The patch.</param>
    /// <param name="options">The field manager and the subresource.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The object as stored.</returns>
    Task<TEntity> MergePatchAsync<TEntity>(
        string name, string? @namespace, System.Text.Json.Nodes.JsonObject patch, PatchOptions options, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>;

    /// <summary>Sends a JSON patch (RFC 6902); give a <c>test</c> operation where the write depends on what was read.</summary>
    /// <typeparam name="TEntity">A type that carries a <see cref="KubernetesEntityAttribute"/>.</typeparam>
    /// <param name="name">The object's name.</param>
    /// <param name="namespace">Its namespace; null for a cluster-scoped kind.</param>
    /// <param name="patch">The operations.</param>
    /// <param name="options">The field manager and the subresource.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The object as stored.</returns>
    Task<TEntity> JsonPatchAsync<TEntity>(
        string name, string? @namespace, System.Text.Json.Nodes.JsonArray patch, PatchOptions options, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>;

    /// <summary>Deletes one object; its dependents are collected in the background.</summary>
    /// <typeparam name="TEntity">A type that carries a <see cref="KubernetesEntityAttribute"/>.</typeparam>
    /// <param name="name">The object's name.</param>
    /// <param name="namespace">Its namespace; null for a cluster-scoped kind.</param>
    /// <param name="preconditions">What must hold of the object (409 Conflict otherwise); null for nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Whether there was an object to delete.</returns>
    Task<bool> DeleteAsync<TEntity>(
        string name, string? @namespace, Preconditions? preconditions, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>;
}
