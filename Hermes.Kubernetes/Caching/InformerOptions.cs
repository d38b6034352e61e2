using k8s;
using k8s.Models;

namespace Hermes.Kubernetes.Caching;

/// <summary>What an informer watches and how it stores it.</summary>
/// <typeparam name="TEntity">The kind.</typeparam>
public sealed record InformerOptions<TEntity>
    where TEntity : class, IKubernetesObject<V1ObjectMeta>
{
    /// <summary>The namespaces; empty (default) for those of the cache, or for a cluster-scoped kind.</summary>
    public IReadOnlyList<string> Namespaces { get; init; } = [];

    /// <summary>A label selector; null (default) for everything.</summary>
    public string? LabelSelector { get; init; }

    /// <summary>A field selector; null (default) for everything.</summary>
    public string? FieldSelector { get; init; }

    /// <summary>
    /// Whether the kind may be absent from the server, or out of reach, without holding back <see cref="InformerCache.HasSynced"/>.
    /// Default: false. A kind asked for both ways is not optional.
    /// </summary>
    public bool Optional { get; init; }

    /// <summary>
    /// Makes of an object what is stored of it, such as a projection without the bulk; null (default) for the object as it is. Owns its
    /// argument, must be quick and must not throw, and must keep name and namespace. Without its resource version an object counts as
    /// changed by every list, and without its UID one made anew under its name counts as the same. Managed fields are dropped either way.
    /// </summary>
    public Func<TEntity, TEntity>? Transform { get; init; }
}
