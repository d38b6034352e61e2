using System.Diagnostics;
using Hermes.Kubernetes.Controllers;
using Hermes.Kubernetes.Entities;
using Hermes.Operator.Autoscaling;
using Hermes.Operator.Children;
using Hermes.Operator.Entities;
using Hermes.Operator.Entities.Keda;
using Hermes.Operator.Rollouts;
using Hermes.Operator.Status;
using Hermes.Operator.Validation;
using k8s.Models;

namespace Hermes.Operator.Controllers;

/// <summary>Keeps an app's objects as its spec asks, and says in its status what works, what does not and why.</summary>
[EntityRbac(typeof(HermesApp), Verbs = RbacVerbs.List | RbacVerbs.Watch)]
[EntityRbac(typeof(HermesApp), Verbs = RbacVerbs.Patch, Subresource = "status")]
[EntityRbac(typeof(HermesApp), Verbs = RbacVerbs.Update, Subresource = "finalizers")]
[EntityRbac(typeof(V1Deployment), Verbs = RbacVerbs.Read | RbacVerbs.Create | RbacVerbs.Patch)]
[EntityRbac(
    typeof(V1Service),
    typeof(V1Ingress),
    typeof(V2HorizontalPodAutoscaler),
    typeof(ScaledObject),
    typeof(HttpScaledObject),
    typeof(InterceptorRoute),
    Verbs = RbacVerbs.Read | RbacVerbs.Create | RbacVerbs.Patch | RbacVerbs.Delete)]
[EntityRbac(typeof(V1Pod), typeof(V1IngressClass), Verbs = RbacVerbs.List | RbacVerbs.Watch)]
[EntityRbac(
    typeof(V1CustomResourceDefinition),
    Verbs = RbacVerbs.List | RbacVerbs.Watch,
    ResourceNames = [AppInformers.ScaledObjectCrd, AppInformers.HttpScaledObjectCrd, AppInformers.InterceptorRouteCrd])]
[EntityRbac(typeof(V1APIService), Verbs = RbacVerbs.List | RbacVerbs.Watch, ResourceNames = [AppInformers.MetricsApiService])]
[EntityRbac(typeof(Corev1Event), Verbs = RbacVerbs.Create | RbacVerbs.Patch)]
internal sealed class HermesAppController(
    ChildKinds kinds,
    JudgedSpecs specs,
    AppInspector inspector,
    ChildReconciler children,
    StuckAutoscaler stuck,
    StatusRecorder recorder,
    AppEvents events,
    ClusterView cluster,
    Milestones milestones,
    RolloutTraces rollouts,
    ControllerSettings settings,
    TimeProvider time) : IEntityController<HermesApp>
{
    public ActivityContext TraceOf(HermesApp entity) => rollouts.ContextOf(Latest(entity));

    public async Task<ReconciliationResult<HermesApp>> ReconcileAsync(HermesApp entity, CancellationToken cancellationToken)
    {
        var app = Latest(entity);
        if (app.Metadata.DeletionTimestamp is not null)
        {
            // Its children go with it; making one anew would only feed the collector.
            return ReconciliationResult<HermesApp>.Success(app);
        }

        if (specs.FaultsOf(app) is { Count: > 0 } faults)
        {
            return await RejectAsync(app, faults, cancellationToken);
        }

        var stands = inspector.Inspect(app);
        var plan = ScalingPlan.Decide(stands.Scaling, stands.Wish, settings.ScalingTimes);
        var desired = DesiredChildren.For(app, EnvironmentOf(stands, plan));
        var outcomes = app.Spec.Paused is true
            ? children.LookOnly(app, plan, desired)
            : await children.CarryOutAsync(app, stands, plan, desired, cancellationToken);

        var observed = Observe(app, stands, plan, outcomes);
        if (app.Spec.Paused is not true)
        {
            await stuck.RebuildAsync(observed, cancellationToken);
        }

        var status = AppStatus.Of(observed);
        events.Tell(app, status, outcomes);
        var recordAgain = await recorder.RecordAsync(app, status, cancellationToken);
        rollouts.Observe(app, status);
        return Conclude(app, outcomes, [plan.LookAgain, recordAgain, ReportSettles(app, observed)]);
    }

    public Task<ReconciliationResult<HermesApp>> DeletedAsync(HermesApp entity, CancellationToken cancellationToken)
    {
        rollouts.Forget(entity.Metadata.Uid);
        milestones.Forget(entity.Metadata.Uid);
        stuck.Forget(entity.Metadata.Uid);
        events.Forget(entity.Metadata.Uid);
        specs.Forget(entity.Metadata.Uid);
        return Task.FromResult(ReconciliationResult<HermesApp>.Success(entity));
    }

    private async Task<ReconciliationResult<HermesApp>> RejectAsync(
        HermesApp app, IReadOnlyList<FieldFault> faults, CancellationToken cancellationToken)
    {
        var status = AppStatus.OfInvalid(app, faults, Now());
        events.TellInvalid(app, status);
        rollouts.Reject(app, faults.Select(fault => fault.ToString()));
        return ReconciliationResult<HermesApp>.Success(app, await recorder.RecordAsync(app, status, cancellationToken));
    }

    // What the answer to the latest write says is ahead of the watch.
    private HermesApp Latest(HermesApp entity) => kinds.Apps.Get(entity.Metadata.Name, entity.Metadata.NamespaceProperty) ?? entity;

    private ChildEnvironment EnvironmentOf(AppInspection stands, ScalingPlan plan) => settings.Environment with
    {
        KedaServed = cluster.IsKedaServed is true,
        HttpScaledObjectServed = cluster.IsHttpScaledObjectServed is true,
        InterceptorRouteServed = cluster.IsInterceptorRouteServed is true,
        Decisions = new ChildDecisions
        {
            Replicas = null,
            Hosts = stands.Hosts.Held,
            ThroughInterceptor = plan.Backend == Backend.Interceptor,
            MinReplicaCount = plan.MinReplicaCount,
        },
    };

    /// <summary>
    /// Looks once more: what was applied is known by its answer. Hosts and scaler stay as they were decided: what has changed since,
    /// such as a host that was freed, is not in the children yet and is the next reconcile's.
    /// </summary>
    private AppObservation Observe(HermesApp app, AppInspection decided, ScalingPlan plan, IReadOnlyList<ChildOutcome> outcomes)
    {
        var stands = inspector.Inspect(app);
        var report = decided.Wish.Kind switch
        {
            ScalerKind.HorizontalPodAutoscaler => ScalerReport.OfAutoscaler(stands.Autoscaler, cluster.IsMetricsServed),
            ScalerKind.KedaHttp => ScalerReport.OfKeda(stands.ScaledObject, stands.KedaAutoscaler, stands.Scaling.Count, cluster.IsMetricsServed),
            _ => null,
        };
        return new AppObservation
        {
            App = app,
            Now = Now(),
            Deployment = stands.Deployment,
            Service = stands.Service,
            Ingress = stands.Ingress,
            Autoscaler = stands.Autoscaler ?? stands.KedaAutoscaler,
            ScaledObject = stands.ScaledObject,
            PodCause = inspector.PodCauseOf(app),
            Children = outcomes,
            ScalingFault = plan.Fault,
            ScalerReport = report,
            IsReportSettled =
                milestones.Elapsed(app.Metadata.Uid, Milestone.ScalerFault, report?.IsActive is false) >= settings.StatusTimes.ScalerPatience,
            Hosts = decided.Hosts,
            MissingIngressClass = inspector.MissingIngressClass(app),
            IsTraefik = inspector.IsTraefik(app),
            ThroughInterceptor = stands.Scaling.Backend == Backend.Interceptor,
            InternalUrl = InternalUrl(app, stands),
            TraceId = rollouts.TraceIdOf(app),
        };
    }

    private string InternalUrl(HermesApp app, AppInspection stands)
    {
        var (name, port) = stands.InterceptorService is null
            ? (ChildNames.Service(app), ServiceBuilder.Port(app))
            : (ChildNames.InterceptorService(app), settings.Environment.InterceptorPort);
        return $"http://{name}.{app.Metadata.NamespaceProperty}.svc.{settings.Environment.ClusterDomain}{(port == 80 ? "" : $":{port}")}";
    }

    private TimeSpan? ReportSettles(HermesApp app, AppObservation observed) =>
        milestones.Elapsed(app.Metadata.Uid, Milestone.ScalerFault, observed.ScalerReport?.IsActive is false) is { } held
            && held < settings.StatusTimes.ScalerPatience
            ? settings.StatusTimes.ScalerPatience - held
            : null;

    private ReconciliationResult<HermesApp> Conclude(
        HermesApp app, IReadOnlyList<ChildOutcome> outcomes, IEnumerable<TimeSpan?> looks)
    {
        var next = NextLook.After(outcomes, looks, app.Spec.Paused is true, inspector.IsAheadOfWatch(app));
        return outcomes.FirstOrDefault(outcome => outcome.State == ChildState.Failed) is { } failed
            ? ReconciliationResult<HermesApp>.Failure(app, failed.Sentence, requeueAfter: next)
            : ReconciliationResult<HermesApp>.Success(app, next);
    }

    // To the second, as Kubernetes writes it: a status must equal what is read back of it.
    private DateTime Now()
    {
        var now = time.GetUtcNow();
        return now.UtcDateTime.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond));
    }
}
