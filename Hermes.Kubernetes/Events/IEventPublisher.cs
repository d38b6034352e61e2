using k8s;
using k8s.Models;

namespace Hermes.Kubernetes.Events;

/// <summary>Tells users what was done to an object, as Kubernetes events.</summary>
/// <remarks>
/// Guarantees: returns at once and never throws; equal events are aggregated into one with a count; what does not fit the bounded
/// queue is dropped and counted.
/// </remarks>
public interface IEventPublisher
{
    /// <summary>Publishes an event.</summary>
    /// <param name="entity">What the event is about.</param>
    /// <param name="type">Normal or warning.</param>
    /// <param name="reason">One UpperCamelCase word, such as <c>Created</c>; at most 128 characters.</param>
    /// <param name="message">One sentence; cut to 1024 characters.</param>
    void Publish(IKubernetesObject<V1ObjectMeta> entity, EventType type, string reason, string message);
}
