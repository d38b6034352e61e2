using k8s;
using k8s.Models;

namespace Hermes.Kubernetes.Client;

/// <summary>A collection as it stood at one resource version.</summary>
/// <typeparam name="TEntity">The kind.</typeparam>
/// <param name="ResourceVersion">Where a watch continues.</param>
/// <param name="Items">The objects; kind and apiVersion are filled in, which the server leaves out of list items.</param>
public sealed record ResourceList<TEntity>(string ResourceVersion, IReadOnlyList<TEntity> Items)
    where TEntity : class, IKubernetesObject<V1ObjectMeta>;
