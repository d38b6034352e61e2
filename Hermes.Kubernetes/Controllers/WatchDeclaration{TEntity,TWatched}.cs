using Hermes.Kubernetes.Caching;
using Hermes.Kubernetes.Client;
using Hermes.Kubernetes.Entities;
using k8s;
using k8s.Models;
using Microsoft.Extensions.Logging;

namespace Hermes.Kubernetes.Controllers;

/// <inheritdoc/>
/// <typeparam name="TEntity">The kind that the controller is for.</typeparam>
/// <typeparam name="TWatched">The watched kind.</typeparam>
/// <param name="mapperFor">Makes the mapper once the entity's kind and store are known.</param>
/// <param name="informer">What the informer watches.</param>
internal sealed class WatchDeclaration<TEntity, TWatched>(
    Func<ResourceDefinition, IResourceStore<TEntity>, Func<TWatched?, TWatched?, IEnumerable<NamespacedName>>> mapperFor,
    InformerOptions<TWatched> informer) : WatchDeclaration<TEntity>
    where TEntity : class, IKubernetesObject<V1ObjectMeta>
    where TWatched : class, IKubernetesObject<V1ObjectMeta>
{
    public override void Connect(
        InformerCache informers, ResourceDefinition owner, IResourceStore<TEntity> entities, Action<NamespacedName> add, ILogger logger) =>
        Connect(informers.Get(informer), owner, entities, add, logger);

    public void Connect(
        IInformer<TWatched> watched, ResourceDefinition owner, IResourceStore<TEntity> entities, Action<NamespacedName> add, ILogger logger)
    {
        var map = mapperFor(owner, entities);
        watched.AddHandler((former, present) =>
        {
            // Many controllers share an informer: one mapper's fault must not reach the others.
            try
            {
                foreach (var key in map(former, present))
                {
                    add(key);
                }
            }
#pragma warning disable CA1031 // Whatever user code throws here is logged; there is nobody to hand it to.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                logger.MapperFailed(exception, typeof(TWatched).Name);
            }
        });
    }
}
