using k8s;
using k8s.Models;

namespace Hermes.Kubernetes.Controllers;

/// <summary>A kind besides the entity's own whose changes wake a controller; bound to an informer when the operator starts.</summary>
internal abstract class WatchDeclaration<TEntity>
    where TEntity : class, IKubernetesObject<V1ObjectMeta>;
