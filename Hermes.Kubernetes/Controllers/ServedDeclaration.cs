using Hermes.Kubernetes.Caching;
using Hermes.Kubernetes.Client;
using Hermes.Kubernetes.Entities;
using k8s;
using k8s.Models;
using Microsoft.Extensions.Logging;

namespace Hermes.Kubernetes.Controllers;

/// <summary>A kind whose coming and going on the server wakes a controller.</summary>
/// <typeparam name="TEntity">The kind that the controller is for.</typeparam>
/// <typeparam name="TWatched">The kind that may be absent.</typeparam>
/// <param name="map">From the entities to keys.</param>
/// <param name="informer">What the informer watches.</param>
internal sealed class ServedDeclaration<TEntity, TWatched>(
    Func<IResourceStore<TEntity>, IEnumerable<NamespacedName>> map, InformerOptions<TWatched> informer) : WatchDeclaration<TEntity>
    where TEntity : class, IKubernetesObject<V1ObjectMeta>
    where TWatched : class, IKubernetesObject<V1ObjectMeta>
{
    public override void Connect(
        InformerCache informers, ResourceDefinition owner, IResourceStore<TEntity> entities, Action<NamespacedName> add, ILogger logger) =>
        informers.Get(informer).AddServedHandler(() =>
        {
            try
            {
                foreach (var key in map(entities))
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
