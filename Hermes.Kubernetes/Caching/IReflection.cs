using Hermes.Kubernetes.Client;
using k8s;
using k8s.Models;

namespace Hermes.Kubernetes.Caching;

/// <summary>What a reflector keeps in step with the server.</summary>
internal interface IReflection<TEntity>
    where TEntity : class, IKubernetesObject<V1ObjectMeta>
{
    /// <summary>Takes a complete list.</summary>
    /// <param name="namespace">What it is complete for: a namespace, or null for everything.</param>
    /// <param name="listed">The objects.</param>
    /// <param name="unreadable">Those that are there too, but cannot be read.</param>
    void Replace(string? @namespace, IReadOnlyList<TEntity> listed, IReadOnlyList<UnreadableObject> unreadable);

    /// <summary>Takes one change that follows the list.</summary>
    void Apply(WatchEvent<TEntity> change);

    /// <summary>Takes one change of an object that cannot be read.</summary>
    void ApplyUnreadable(UnreadableObject change);

    /// <summary>Told how each list attempt ended: whether the kind is served, or null where that stays unknown.</summary>
    void Answered(string? @namespace, bool? served);
}
