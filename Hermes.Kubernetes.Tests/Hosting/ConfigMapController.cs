using System.Threading.Channels;
using Hermes.Kubernetes.Controllers;
using Hermes.Kubernetes.Events;
using k8s.Models;

namespace Hermes.Kubernetes.Tests.Hosting;

/// <summary>Tells the test what it was called with, and says so in an event.</summary>
internal sealed class ConfigMapController(IEventPublisher events, Channel<string> calls) : IEntityController<V1ConfigMap>
{
    public Task<ReconciliationResult<V1ConfigMap>> ReconcileAsync(V1ConfigMap entity, CancellationToken cancellationToken)
    {
        events.Publish(entity, EventType.Normal, "Reconciled", "seen");
        calls.Writer.TryWrite($"reconcile {entity.Metadata.NamespaceProperty}/{entity.Metadata.Name}");
        return Task.FromResult(ReconciliationResult<V1ConfigMap>.Success(entity));
    }

    public Task<ReconciliationResult<V1ConfigMap>> DeletedAsync(V1ConfigMap entity, CancellationToken cancellationToken)
    {
        calls.Writer.TryWrite($"deleted {entity.Metadata.NamespaceProperty}/{entity.Metadata.Name}");
        return Task.FromResult(ReconciliationResult<V1ConfigMap>.Success(entity));
    }
}
