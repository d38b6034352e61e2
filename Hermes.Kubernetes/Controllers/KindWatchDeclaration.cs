using Hermes.Kubernetes.Caching;
using Hermes.Kubernetes.Entities;
using k8s;
using k8s.Models;

namespace Hermes.Kubernetes.Controllers;

/// <inheritdoc cref="WatchDeclaration{TEntity}"/>
internal sealed class KindWatchDeclaration<TEntity, TWatched>(
    Func<TWatched?, TWatched?, IResourceStore<TEntity>, IEnumerable<NamespacedName>> map, bool optional) : WatchDeclaration<TEntity>
    where TEntity : class, IKubernetesObject<V1ObjectMeta>
    where TWatched : class, IKubernetesObject<V1ObjectMeta>
{
    public Func<TWatched?, TWatched?, IResourceStore<TEntity>, IEnumerable<NamespacedName>> Map { get; } = map;

    public bool IsOptional { get; } = optional;
}
