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
        var steps = new ChildSteps(app, events, cancellationToken);
        try
        {
            await CarryOutAsync(steps, stands, plan, desired, cancellationToken);
            return steps.Outcomes;
        }
        finally
        {
            // Of what was done before something else threw, too.
            steps.PublishChanges();
        }
    }

    /// <summary>The children of a paused app, as they stand.</summary>
    public IReadOnlyList<ChildOutcome> LookOnly(HermesApp app, ScalingPlan plan, DesiredChildren desired) => ChildSteps.InOrder(desired.All.Select(child => child switch
    {
        V1Deployment deployment => Look(kinds.Deployments, AppPart.Workload, app, NamedCount.Desired(deployment, plan.Replicas)),
        V1Service service => Look(kinds.Services, AppPart.Routing, app, service),
        V1Ingress ingress => Look(kinds.Ingresses, AppPart.Routing, app, ingress),
        V2HorizontalPodAutoscaler autoscaler => Look(kinds.Autoscalers, AppPart.Scaling, app, autoscaler),
        ScaledObject scaledObject => Look(kinds.ScaledObjects, AppPart.Scaling, app, scaledObject),
        HttpScaledObject route => Look(kinds.HttpScaledObjects, AppPart.Scaling, app, route),
        InterceptorRoute route => Look(kinds.InterceptorRoutes, AppPart.Scaling, app, route),
        _ => throw new InvalidOperationException($"{child.Kind} is no child's kind."),
    }));

    private async Task CarryOutAsync(
        ChildSteps steps, AppInspection stands, ScalingPlan plan, DesiredChildren desired, CancellationToken cancellationToken)
    {
        // Scalers and Ingresses name a Deployment and a Service: whose those are has to be known first.
        var applyingWorkload = ApplyDeploymentAsync(steps, plan, desired.Deployment, cancellationToken);
        var applyingService = steps.ApplyAsync(kinds.Services, AppPart.Routing, desired.Service);
        await Task.WhenAll(applyingWorkload, applyingService);
        var (workload, service) = (await applyingWorkload, await applyingService);
        if (workload.State == ChildState.Conflict)
        {
            plan = plan with { Autoscaler = ObjectStep.Delete, ScaledObject = ObjectStep.Delete };
        }

        await Task.WhenAll(
            steps.StepAsync(plan.Autoscaler, kinds.Autoscalers, AppPart.Scaling, stands.Autoscaler, desired.HorizontalPodAutoscaler),
            HttpScalingAndIngressAsync(steps, stands, plan, desired, service));
        if (workload.State == ChildState.Conflict)
        {
            TellWithheld(steps, desired);
        }
    }

    private Task<ChildOutcome> ApplyDeploymentAsync(
        ChildSteps steps, ScalingPlan plan, V1Deployment deployment, CancellationToken cancellationToken) => steps.ApplyAsync(
            kinds.Deployments,
            AppPart.Workload,
            NamedCount.Desired(deployment, plan.Replicas),
            NamedCount.AtCreation(deployment, plan.Replicas),
            plan.Replicas.NeedsHandOver ? live => HandOverCountAsync(live, cancellationToken) : null);

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

    private async Task HttpScalingAndIngressAsync(
        ChildSteps steps, AppInspection stands, ScalingPlan plan, DesiredChildren desired, ChildOutcome service)
    {
        var interceptor = await new HttpScalingSteps(kinds, steps, stands, desired).CarryOutAsync(plan, service.State != ChildState.Conflict);
        if (desired.Ingress is not { } ingress)
        {
            await steps.DeleteAsync(kinds.Ingresses, AppPart.Routing, stands.Ingress);
        }
        else if (plan.Backend == Backend.None)
        {
            steps.Tell(AppPart.Routing, ingress, ChildState.Waiting, "waits for the ScaledObject, to lead to the interceptor at once");
        }
        else if (FirstOfSomebodyElse(plan.Backend == Backend.Interceptor ? [service, interceptor] : [service]) is { } theirs)
        {
            // It would publish what is somebody else's.
            steps.Tell(AppPart.Routing, ingress, ChildState.Waiting, $"is not {(stands.Ingress is null ? "made" : "changed")} while Service {theirs} is somebody else's");
        }
        else
        {
            await steps.ApplyAsync(kinds.Ingresses, AppPart.Routing, ingress);
        }
    }

    private static string? FirstOfSomebodyElse(IEnumerable<ChildOutcome?> services) =>
        services.FirstOrDefault(service => service?.State == ChildState.Conflict)?.Name;

    private static void TellWithheld(ChildSteps steps, DesiredChildren desired)
    {
        IKubernetesObject<V1ObjectMeta>?[] scalers = [desired.HorizontalPodAutoscaler, desired.ScaledObject];
        foreach (var scaler in scalers.OfType<IKubernetesObject<V1ObjectMeta>>())
        {
            steps.Tell(AppPart.Scaling, scaler, ChildState.Waiting, $"is not made while Deployment {desired.Deployment.Metadata.Name} is somebody else's");
        }
    }

    private static ChildOutcome Look<TEntity>(OwnedObjectApplier<TEntity> kind, AppPart part, HermesApp app, TEntity desired)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> =>
        kind.Owned(desired.Metadata.Name, app) is not { } live ? new(part, desired.Kind, desired.Metadata.Name, ChildState.Waiting, "spec.paused is set")
        : kind.IsCarriedOut(live, desired) ? new(part, desired.Kind, desired.Metadata.Name, ChildState.Applied)
        : new(part, desired.Kind, desired.Metadata.Name, ChildState.Waiting, "differs from what the spec asks for; spec.paused is set");
}
