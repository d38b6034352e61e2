using Hermes.Kubernetes.Caching;
using Hermes.Kubernetes.Client;
using Hermes.Kubernetes.Entities;
using k8s;
using k8s.Models;
using Microsoft.Extensions.Logging;

namespace Hermes.Kubernetes.Controllers;

/// <summary>A kind besides the entity's own whose changes wake a controller; connected to an informer when the operator starts.</summary>
internal abstract class WatchDeclaration<TEntity>
    where TEntity : class, IKubernetesObject<V1ObjectMeta>
{
    /// <summary>Lets changes of the kind add keys.</summary>
    /// <param name="informers">Where the kind's informer comes from.</param>
    /// <param name="owner">The entity's kind.</param>
    /// <param name="entities">The entities as last seen.</param>
    /// <param name="add">Takes a key.</param>
    /// <param name="logger">Hears of a mapper that throws.</param>
    public abstract void Connect(
        InformerCache informers, ResourceDefinition owner, IResourceStore<TEntity> entities, Action<NamespacedName> add, ILogger logger);
}
