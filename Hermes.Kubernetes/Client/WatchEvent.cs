using k8s;
using k8s.Models;

namespace Hermes.Kubernetes.Client;

/// <summary>One event of a watch.</summary>
/// <typeparam name="TEntity">The kind.</typeparam>
/// <param name="Type">What happened.</param>
/// <param name="Object">The object; of a bookmark only the resource version means something.</param>
public sealed record WatchEvent<TEntity>(WatchEventType Type, TEntity Object)
    where TEntity : class, IKubernetesObject<V1ObjectMeta>;
