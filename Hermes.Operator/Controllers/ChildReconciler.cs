using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Hermes.Kubernetes.Applying;
using Hermes.Kubernetes.Client;
using Hermes.Kubernetes.Events;
using Hermes.Operator.Autoscaling;
using Hermes.Operator.Children;
using Hermes.Operator.Entities;
using Hermes.Operator.Entities.Keda;
using Hermes.Operator.Status;
using k8s;
using k8s.Models;

namespace Hermes.Operator.Controllers;

/// <summary>Carries a plan out: applies what differs, deletes what is no longer wanted.</summary>
internal sealed class ChildReconciler(ChildKinds kinds, IKubernetesClient client, IEventPublisher events)
{
    /// <returns>What became of each child, in a fixed order.</returns>
    public async Task<IReadOnlyList<ChildOutcome>> CarryOutAsync(
        HermesApp app, AppInspection stands, ScalingPlan plan, DesiredChildren desired, CancellationToken cancellationToken)
    {
        var outcomes = new ConcurrentBag<ChildOutcome>();
        var workload = ApplyDeploymentAsync(app, plan, desired.Deployment, outcomes, cancellationToken);
        if (plan.Replicas.NeedsHandOver)
        {
            // A scaler that is made now must find the count already handed over.
            await workload;
        }

        await Task.WhenAll(
            workload,
            ApplyAsync(kinds.Services, AppPart.Routing, app, desired.Service, outcomes, cancellationToken),
            IngressAsync(app, stands, plan, desired.Ingress, outcomes, cancellationToken),
            AutoscalerAsync(app, stands, plan, desired.HorizontalPodAutoscaler, outcomes, cancellationToken),
            HttpScalingAsync(app, stands, plan, desired, outcomes, cancellationToken));
        return InOrder(outcomes);
    }

    /// <summary>The children of a paused app, as they stand.</summary>
    public IReadOnlyList<ChildOutcome> LookOnly(HermesApp app, DesiredChildren desired) => InOrder(desired.All.Select(child => child switch
    {
        V1Deployment deployment => Look(kinds.Deployments, AppPart.Workload, app, deployment),
        V1Service service => Look(kinds.Services, AppPart.Routing, app, service),
        V1Ingress ingress => Look(kinds.Ingresses, AppPart.Routing, app, ingress),
        V2HorizontalPodAutoscaler autoscaler => Look(kinds.Autoscalers, AppPart.Scaling, app, autoscaler),
        ScaledObject scaledObject => Look(kinds.ScaledObjects, AppPart.Scaling, app, scaledObject),
        HttpScaledObject route => Look(kinds.HttpScaledObjects, AppPart.Scaling, app, route),
        InterceptorRoute route => Look(kinds.InterceptorRoutes, AppPart.Scaling, app, route),
        _ => throw new InvalidOperationException($"{child.Kind} is no child's kind."),
    }));

    private async Task ApplyDeploymentAsync(
        HermesApp app, ScalingPlan plan, V1Deployment deployment, ConcurrentBag<ChildOutcome> outcomes, CancellationToken cancellationToken)
    {
        var desired = NamedCount.Desired(deployment, plan.Replicas);
        var outcome = await kinds.Deployments.ApplyAsync(
            desired,
            NamedCount.AtCreation(deployment, plan.Replicas),
            app,
            cancellationToken,
            plan.Replicas.NeedsHandOver ? live => HandOverCountAsync(live, cancellationToken) : null);
        Record(app, AppPart.Workload, desired, outcome, outcomes);
    }

    /// <summary>
    /// Lets a second manager name the count as it stands, so that ours can drop it. Not forced: who changed it in the meantime owns it,
    /// and the conflict makes the next reconcile look again.
    /// </summary>
    private async Task HandOverCountAsync(V1Deployment live, CancellationToken cancellationToken)
    {
        var count = new V1Deployment
        {
            ApiVersion = live.ApiVersion,
            Kind = live.Kind,
            Metadata = new V1ObjectMeta
            {
                Name = live.Metadata.Name,
                NamespaceProperty = live.Metadata.NamespaceProperty,
                Uid = live.Metadata.Uid,
            },
            Spec = new V1DeploymentSpec { Replicas = live.Spec.Replicas },
        };
        kinds.Deployments.Known.Answered(await client.ApplyAsync(count, new ApplyOptions(FieldManagers.HandOver), cancellationToken));
    }

    private async Task IngressAsync(
        HermesApp app,
        AppInspection stands,
        ScalingPlan plan,
        V1Ingress? desired,
        ConcurrentBag<ChildOutcome> outcomes,
        CancellationToken cancellationToken)
    {
        if (desired is null)
        {
            await DeleteAsync(kinds.Ingresses, app, stands.Ingress, cancellationToken);
        }
        else if (plan.Backend == Backend.None)
        {
            outcomes.Add(new(
                AppPart.Routing, desired.Kind, desired.Metadata.Name, ChildState.Waiting, "waits for the ScaledObject, to lead to the interceptor at once"));
        }
        else
        {
            await ApplyAsync(kinds.Ingresses, AppPart.Routing, app, desired, outcomes, cancellationToken);
        }
    }

    private Task AutoscalerAsync(
        HermesApp app,
        AppInspection stands,
        ScalingPlan plan,
        V2HorizontalPodAutoscaler? desired,
        ConcurrentBag<ChildOutcome> outcomes,
        CancellationToken cancellationToken) =>
        StepAsync(plan.Autoscaler, kinds.Autoscalers, AppPart.Scaling, app, stands.Autoscaler, desired, outcomes, cancellationToken);

    /// <summary>One after the other, what others lean on first; and on the way out the other way round.</summary>
    private async Task HttpScalingAsync(
        HermesApp app,
        AppInspection stands,
        ScalingPlan plan,
        DesiredChildren desired,
        ConcurrentBag<ChildOutcome> outcomes,
        CancellationToken cancellationToken)
    {
        if (plan.ScaledObject == ObjectStep.Delete)
        {
            await DeleteAsync(kinds.ScaledObjects, app, stands.ScaledObject, cancellationToken);
        }
        else if (plan.RaiseMinimum && stands.ScaledObject is { } scaledObject)
        {
            await RaiseMinimumAsync(scaledObject, cancellationToken);
        }

        await StepAsync(
            plan.HttpRoute, kinds.Services, AppPart.Routing, app, stands.InterceptorService, desired.InterceptorService, outcomes, cancellationToken);
        await StepAsync(
            RouteStep(plan, desired.HttpScaledObject),
            kinds.HttpScaledObjects,
            AppPart.Scaling,
            app,
            stands.HttpScaledObject,
            desired.HttpScaledObject,
            outcomes,
            cancellationToken);
        await StepAsync(
            RouteStep(plan, desired.InterceptorRoute),
            kinds.InterceptorRoutes,
            AppPart.Scaling,
            app,
            stands.InterceptorRoute,
            desired.InterceptorRoute,
            outcomes,
            cancellationToken);
        if (plan.ScaledObject != ObjectStep.Delete)
        {
            await StepAsync(
                plan.ScaledObject, kinds.ScaledObjects, AppPart.Scaling, app, stands.ScaledObject, desired.ScaledObject, outcomes, cancellationToken);
        }
    }

    // The route kind that is not in use goes once the other is applied.
    private static ObjectStep RouteStep(ScalingPlan plan, object? desired) =>
        plan.HttpRoute == ObjectStep.Apply && desired is null ? ObjectStep.Delete : plan.HttpRoute;

    private async Task RaiseMinimumAsync(ScaledObject live, CancellationToken cancellationToken)
    {
        var patch = new JsonObject
        {
            ["metadata"] = new JsonObject { ["uid"] = live.Metadata.Uid },
            ["spec"] = new JsonObject { ["minReplicaCount"] = 1 },
        };
        kinds.ScaledObjects.Known.Answered(await client.MergePatchAsync<ScaledObject>(
            live.Metadata.Name, live.Metadata.NamespaceProperty, patch, new PatchOptions(FieldManagers.Operator), cancellationToken));
    }

    private async Task StepAsync<TEntity>(
        ObjectStep step,
        OwnedObjectApplier<TEntity> kind,
        AppPart part,
        HermesApp app,
        TEntity? live,
        TEntity? desired,
        ConcurrentBag<ChildOutcome> outcomes,
        CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        switch (step)
        {
            case ObjectStep.Apply when desired is not null:
                await ApplyAsync(kind, part, app, desired, outcomes, cancellationToken);
                break;
            case ObjectStep.Delete:
                await DeleteAsync(kind, app, live, cancellationToken);
                break;
            default:
                AddKept(part, live, desired, outcomes);
                break;
        }
    }

    private static void AddKept<TEntity>(AppPart part, TEntity? live, TEntity? desired, ConcurrentBag<ChildOutcome> outcomes)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        if (live is not null)
        {
            outcomes.Add(new(part, live.Kind, live.Metadata.Name, ChildState.Applied, "kept as it is for now"));
        }
        else if (desired is not null)
        {
            outcomes.Add(new(part, desired.Kind, desired.Metadata.Name, ChildState.Waiting, "waits for its turn"));
        }
    }

    private async Task ApplyAsync<TEntity>(
        OwnedObjectApplier<TEntity> kind,
        AppPart part,
        HermesApp app,
        TEntity desired,
        ConcurrentBag<ChildOutcome> outcomes,
        CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> =>
        Record(app, part, desired, await kind.ApplyAsync(desired, null, app, cancellationToken), outcomes);

    private void Record<TEntity>(
        HermesApp app, AppPart part, TEntity desired, ApplyOutcome<TEntity> outcome, ConcurrentBag<ChildOutcome> outcomes)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        var state = outcome.Result switch
        {
            ApplyResult.Conflict => ChildState.Conflict,
            ApplyResult.Waiting => ChildState.Waiting,
            ApplyResult.Failed => ChildState.Failed,
            _ => ChildState.Applied,
        };
        outcomes.Add(new(part, desired.Kind, desired.Metadata.Name, state, outcome.Message));
        if (outcome.Result is ApplyResult.Created or ApplyResult.Updated)
        {
            events.Publish(app, EventType.Normal, outcome.Result.ToString(), $"{outcome.Result} {desired.Kind} {desired.Metadata.Name}");
        }
    }

    private async Task DeleteAsync<TEntity>(OwnedObjectApplier<TEntity> kind, HermesApp app, TEntity? live, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        if (live is not null && await kind.DeleteAsync(live, app, cancellationToken))
        {
            events.Publish(app, EventType.Normal, "Deleted", $"Deleted {live.Kind} {live.Metadata.Name}");
        }
    }

    private static ChildOutcome Look<TEntity>(OwnedObjectApplier<TEntity> kind, AppPart part, HermesApp app, TEntity desired)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> =>
        kind.Owned(desired.Metadata.Name, app) is null
            ? new(part, desired.Kind, desired.Metadata.Name, ChildState.Waiting, "spec.paused is set")
            : new(part, desired.Kind, desired.Metadata.Name, ChildState.Applied);

    private static IReadOnlyList<ChildOutcome> InOrder(IEnumerable<ChildOutcome> outcomes) =>
        [.. outcomes.OrderBy(outcome => outcome.Part).ThenBy(outcome => outcome.Kind, StringComparer.Ordinal).ThenBy(outcome => outcome.Name, StringComparer.Ordinal)];
}
