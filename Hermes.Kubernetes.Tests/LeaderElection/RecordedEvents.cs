using System.Collections.Concurrent;
using Hermes.Kubernetes.Events;
using k8s;
using k8s.Models;

namespace Hermes.Kubernetes.Tests.LeaderElection;

internal sealed class RecordedEvents : IEventPublisher
{
    private readonly ConcurrentQueue<string> _told = new();

    public IReadOnlyCollection<string> Told => _told;

    public void Publish(IKubernetesObject<V1ObjectMeta> entity, EventType type, string reason, string message) =>
        _told.Enqueue($"{type} {reason} {entity.Metadata.NamespaceProperty}/{entity.Metadata.Name}: {message}");
}
