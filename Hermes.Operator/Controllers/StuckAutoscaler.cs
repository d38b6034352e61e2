using System.Collections.Concurrent;
using Hermes.Kubernetes.Applying;
using Hermes.Kubernetes.Client;
using Hermes.Kubernetes.Events;
using Hermes.Operator.Entities;
using Hermes.Operator.Status;
using k8s.Models;
using KubernetesException = Hermes.Kubernetes.Client.KubernetesException;

namespace Hermes.Operator.Controllers;

/// <summary>
/// Has KEDA build its HorizontalPodAutoscaler anew where that scales without the HTTP metric: KEDA leaves out what it could not ask
/// about at the time, and does not look again. Once, until the metric has been seen: where that does not help, nothing here will.
/// </summary>
internal sealed class StuckAutoscaler(IKubernetesClient client, IEventPublisher events)
{
    // By the app's UID. A restart forgets, which costs one more attempt.
    private readonly ConcurrentDictionary<string, string> _rebuilt = new();

    public async Task RebuildAsync(AppObservation observed, CancellationToken cancellationToken)
    {
        var app = observed.App;
        if (observed.ScalerReport is not { Reason: Reasons.HttpMetricMissing })
        {
            if (observed.ScalerReport?.IsActive is true)
            {
                _rebuilt.TryRemove(app.Metadata.Uid, out _);
            }

            return;
        }

        if (observed is { IsReportSettled: true, ScalingFault: null, Autoscaler: { Metadata.DeletionTimestamp: null } autoscaler, ScaledObject: { } scaledObject }
            && autoscaler.IsControlledBy(scaledObject.Metadata.Uid)
            && _rebuilt.TryAdd(app.Metadata.Uid, autoscaler.Metadata.Uid))
        {
            await DeleteAsync(app, autoscaler, cancellationToken);
        }
    }

    /// <summary>Forgets an app that is gone.</summary>
    public void Forget(string appUid) => _rebuilt.TryRemove(appUid, out _);

    private async Task DeleteAsync(HermesApp app, V2HorizontalPodAutoscaler autoscaler, CancellationToken cancellationToken)
    {
        var (name, @namespace) = (autoscaler.Metadata.Name, autoscaler.Metadata.NamespaceProperty);
        try
        {
            await client.DeleteAsync<V2HorizontalPodAutoscaler>(
                name, @namespace, new Preconditions(Uid: autoscaler.Metadata.Uid), cancellationToken);
        }
        catch (KubernetesException refusal) when (refusal.StatusCode == System.Net.HttpStatusCode.Conflict)
        {
            // It was built anew meanwhile.
            return;
        }
        catch
        {
            _rebuilt.TryRemove(app.Metadata.Uid, out _);
            throw;
        }

        events.Publish(
            app,
            EventType.Warning,
            Reasons.HttpMetricMissing,
            $"Deleted HorizontalPodAutoscaler {name}, which KEDA builds anew: it scaled without the HTTP metric");
    }
}
