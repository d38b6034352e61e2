using k8s;
using k8s.Models;

namespace Hermes.Kubernetes.Entities;

/// <summary>The key of an object within its kind: what a queue holds.</summary>
/// <param name="Namespace">The namespace; null for a cluster-scoped kind.</param>
/// <param name="Name">The name.</param>
public readonly record struct NamespacedName(string? Namespace, string Name)
{
    /// <summary>The key of an object.</summary>
    /// <param name="entity">An object with a name.</param>
    public static NamespacedName Of(IKubernetesObject<V1ObjectMeta> entity) =>
        new(entity.Metadata.NamespaceProperty is { Length: > 0 } @namespace ? @namespace : null, entity.Metadata.Name);

    /// <summary><c>namespace/name</c>, or the name alone.</summary>
    public override string ToString() => Namespace is null ? Name : $"{Namespace}/{Name}";
}
