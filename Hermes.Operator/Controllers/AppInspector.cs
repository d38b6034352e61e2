using Hermes.Kubernetes.Applying;
using Hermes.Kubernetes.Caching;
using Hermes.Operator.Autoscaling;
using Hermes.Operator.Children;
using Hermes.Operator.Entities;
using Hermes.Operator.Entities.Keda;
using Hermes.Operator.Status;
using k8s;
using k8s.Models;

namespace Hermes.Operator.Controllers;

/// <summary>Looks at what stands of an app: in the stores alone, never by a request.</summary>
internal sealed class AppInspector
{
    private readonly ChildKinds _kinds;
    private readonly ClusterView _cluster;
    private readonly Milestones _milestones;
    private readonly IResourceStore<HermesApp> _apps;
    private readonly IResourceStore<V1Pod> _pods;
    private readonly string _kedaNamespace;

    public AppInspector(ChildKinds kinds, ClusterView cluster, Milestones milestones, InformerCache informers, ControllerSettings settings)
    {
        (_kinds, _cluster, _milestones, _kedaNamespace) = (kinds, cluster, milestones, settings.Environment.KedaNamespace);
        var apps = informers.Get(AppInformers.Apps);
        apps.AddIndex(AppInformers.ByHost, app => app.Spec?.Ingress?.Hosts ?? []);
        _apps = apps.Store;
        informers.Get(AppInformers.Ingresses).AddIndex(AppInformers.ByHost, AppInformers.HostsOf);
        var pods = informers.Get(AppInformers.Pods);
        pods.AddIndex(
            AppInformers.ByApp, pod => [$"{pod.Metadata.NamespaceProperty}/{(pod.Metadata.Labels?.TryGetValue(ChildLabels.App, out var app) is true ? app : "")}"]);
        _pods = pods.Store;
        informers.Get(AppInformers.Autoscalers).AddIndex(
            AppInformers.ByTarget, scaler => [Key(scaler, scaler.Spec?.ScaleTargetRef?.Kind, scaler.Spec?.ScaleTargetRef?.Name)]);
        informers.Get(AppInformers.ScaledObjects).AddIndex(
            AppInformers.ByTarget, scaler => [Key(scaler, scaler.Spec?.ScaleTargetRef?.Kind, scaler.Spec?.ScaleTargetRef?.Name)]);
    }

    public AppInspection Inspect(HermesApp app)
    {
        var hosts = HostRegistry.Resolve(app, host => _apps.ByIndex(AppInformers.ByHost, host), Carries, Carriers);
        var inspection = new AppInspection
        {
            Hosts = hosts,
            Wish = ScalingWish.Of(app.Spec, hosts.Held.Count > 0),
            Scaling = new ScalingObservation(),
            Deployment = _kinds.Deployments.Owned(ChildNames.Deployment(app), app),
            Service = _kinds.Services.Owned(ChildNames.Service(app), app),
            InterceptorService = _kinds.Services.Owned(ChildNames.InterceptorService(app), app),
            Ingress = _kinds.Ingresses.Owned(ChildNames.Ingress(app), app),
            Autoscaler = _kinds.Autoscalers.Owned(ChildNames.HorizontalPodAutoscaler(app), app),

            // A kind that is not served any more has no objects, whatever the store last saw.
            ScaledObject = _cluster.IsKedaServed is false ? null : _kinds.ScaledObjects.Owned(ChildNames.ScaledObject(app), app),
            HttpScaledObject =
                _cluster.IsHttpScaledObjectServed is false ? null : _kinds.HttpScaledObjects.Owned(ChildNames.HttpRoute(app), app),
            InterceptorRoute =
                _cluster.IsInterceptorRouteServed is false ? null : _kinds.InterceptorRoutes.Owned(ChildNames.HttpRoute(app), app),
        };
        inspection = inspection with { KedaAutoscaler = KedaAutoscaler(app) };
        return inspection with { Scaling = Observe(app, inspection) };
    }

    public PodCause? PodCauseOf(HermesApp app) => PodCause.OfNewest(_pods.ByIndex(AppInformers.ByApp, AppInformers.AppKey(app)));

    /// <summary>The IngressClass that the app names and the cluster has not.</summary>
    public string? MissingIngressClass(HermesApp app) =>
        app.Spec.Ingress?.ClassName is { } name && _cluster.HasIngressClass(name) is false ? name : null;

    /// <summary>Whether the app's Ingress is Traefik's, as far as its class tells.</summary>
    public bool IsTraefik(HermesApp app) => app.Spec.Ingress is { } ingress
        && (_cluster.IsTraefik(ingress.ClassName) ?? ingress.ClassName?.StartsWith("traefik", StringComparison.Ordinal) is true);

    /// <summary>Whether something is known only by our own writes: the watch has yet to tell.</summary>
    public bool IsAheadOfWatch(HermesApp app)
    {
        var @namespace = app.Metadata.NamespaceProperty;
        return _kinds.Deployments.Known.IsUnconfirmed(ChildNames.Deployment(app), @namespace)
            || _kinds.Services.Known.IsUnconfirmed(ChildNames.Service(app), @namespace)
            || _kinds.Services.Known.IsUnconfirmed(ChildNames.InterceptorService(app), @namespace)
            || _kinds.Ingresses.Known.IsUnconfirmed(ChildNames.Ingress(app), @namespace)
            || _kinds.Autoscalers.Known.IsUnconfirmed(ChildNames.HorizontalPodAutoscaler(app), @namespace)
            || _kinds.ScaledObjects.Known.IsUnconfirmed(ChildNames.ScaledObject(app), @namespace)
            || _kinds.HttpScaledObjects.Known.IsUnconfirmed(ChildNames.HttpRoute(app), @namespace)
            || _kinds.InterceptorRoutes.Known.IsUnconfirmed(ChildNames.HttpRoute(app), @namespace);
    }

    private ScalingObservation Observe(HermesApp app, AppInspection stands)
    {
        var uid = app.Metadata.Uid;
        var observation = new ScalingObservation
        {
            Count = stands.Deployment is null ? null : stands.Deployment.Spec?.Replicas ?? 1,
            IsCountNamed = NamedCount.IsMarked(stands.Deployment),
            LastDesired = stands.Autoscaler?.Status?.DesiredReplicas is > 0 and var wished ? wished : app.Status?.Scaler?.Desired,
            IsAvailable = stands.Deployment?.Status?.AvailableReplicas > 0,
            Autoscaler = PresenceOf(_kinds.Autoscalers, stands.Autoscaler),
            ScaledObject = PresenceOf(_kinds.ScaledObjects, stands.ScaledObject),
            KedaAutoscaler = PresenceOf(_kinds.Autoscalers, stands.KedaAutoscaler),
            HttpRoute = (Presence)Math.Max(
                (int)PresenceOf(_kinds.HttpScaledObjects, stands.HttpScaledObject),
                (int)PresenceOf(_kinds.InterceptorRoutes, stands.InterceptorRoute)),
            InterceptorService = PresenceOf(_kinds.Services, stands.InterceptorService),
            MinReplicaCount = stands.ScaledObject?.Spec.MinReplicaCount,
            IsScaledObjectReady =
                stands.ScaledObject?.Status?.Conditions?.Any(condition => condition is { Type: "Ready", Status: "True" }) is true,
            IsKedaServed = _cluster.IsKedaServed,
            IsHttpAddOnServed = _cluster.IsHttpAddOnServed,
            KedaNamespace = _kedaNamespace,
            ForeignScalers = Foreign(app, stands),
            Backend = BackendOf(app, stands.Ingress),
        };

        var wishesHttp = stands.Wish.Kind == ScalerKind.KedaHttp;
        return observation with
        {
            ThroughInterceptorFor = _milestones.Elapsed(
                uid, Milestone.ThroughInterceptor, observation is { Backend: Backend.Interceptor, IsScaledObjectReady: true }),
            AroundInterceptorFor = _milestones.Elapsed(
                uid, Milestone.AroundInterceptor, !wishesHttp && observation.HasHttpObjects && observation.Backend != Backend.Interceptor),
            AwaitingScaledObjectFor = _milestones.Elapsed(
                uid, Milestone.AwaitingScaledObject, wishesHttp && stands.Wish.HasIngress && observation.Backend == Backend.None),
            LeavingFor = _milestones.Elapsed(
                uid,
                Milestone.ScalerLeaving,
                observation.Autoscaler == Presence.Leaving || observation.ScaledObject == Presence.Leaving
                    || (observation.ScaledObject == Presence.Absent && observation.KedaAutoscaler != Presence.Absent)),
        };
    }

    /// <summary>The HorizontalPodAutoscaler that KEDA made for this app's ScaledObject.</summary>
    private V2HorizontalPodAutoscaler? KedaAutoscaler(HermesApp app) =>
        _kinds.Autoscalers.Known.Get(ChildNames.KedaAutoscaler(app), app.Metadata.NamespaceProperty) is { } autoscaler
            && autoscaler.Metadata.OwnerReferences?.Any(owner =>
                owner.Kind == ScaledObject.KubeKind && owner.Name == ChildNames.ScaledObject(app)) is true
            && _kinds.ScaledObjects.Known.Get(ChildNames.ScaledObject(app), app.Metadata.NamespaceProperty) is var scaledObject
            && (scaledObject is null || _kinds.ScaledObjects.Owned(ChildNames.ScaledObject(app), app) is not null)
                ? autoscaler
                : null;

    private List<string> Foreign(HermesApp app, AppInspection stands)
    {
        string[] targets =
        [
            Key(app, V1Deployment.KubeKind, ChildNames.Deployment(app)),
            Key(app, HermesApp.KubeKind, app.Metadata.Name),
        ];
        var scaledObjects = targets
            .SelectMany(target => _kinds.ScaledObjects.Known.ByIndex(AppInformers.ByTarget, target))
            .Where(_ => _cluster.IsKedaServed is not false)
            .Where(scaler => !scaler.IsControlledBy(app.Metadata.Uid) && !scaler.IsLeftByFormer(app))
            .ToList();
        var autoscalers = targets
            .SelectMany(target => _kinds.Autoscalers.Known.ByIndex(AppInformers.ByTarget, target))
            .Where(scaler => !scaler.IsControlledBy(app.Metadata.Uid) && !scaler.IsLeftByFormer(app))
            .Where(scaler => scaler.Metadata.Uid != stands.KedaAutoscaler?.Metadata.Uid)

            // One that KEDA made for somebody's ScaledObject is that one's.
            .Where(scaler => !scaledObjects.Exists(scaledObject => scaler.IsControlledBy(scaledObject.Metadata.Uid)));
        return
        [
            .. autoscalers.Select(scaler => $"HorizontalPodAutoscaler {scaler.Metadata.Name}").Order(StringComparer.Ordinal),
            .. scaledObjects.Select(scaler => $"ScaledObject {scaler.Metadata.Name}").Order(StringComparer.Ordinal),
        ];
    }

    private bool Carries(HermesApp app, string host) =>
        _kinds.Ingresses.Owned(ChildNames.Ingress(app), app) is { } ingress
        && AppInformers.HostsOf(ingress).Contains(host);

    private IEnumerable<HostCarrier> Carriers(string host) => _kinds.Ingresses.Known.ByIndex(AppInformers.ByHost, host)
        .Select(ingress => (ingress.Metadata.NamespaceProperty, Owner: Ownership.Controller(ingress.Metadata)))
        .Where(one => one.Owner?.Kind == HermesApp.KubeKind)
        .Select(one => new HostCarrier(one.NamespaceProperty, one.Owner!.Name));

    private static Backend BackendOf(HermesApp app, V1Ingress? ingress)
    {
        if (ingress is null)
        {
            return Backend.None;
        }

        var interceptor = ChildNames.InterceptorService(app);
        return (ingress.Spec?.Rules ?? [])
            .SelectMany(rule => rule.Http?.Paths ?? [])
            .Any(path => path.Backend?.Service?.Name == interceptor) ? Backend.Interceptor : Backend.Service;
    }

    private static Presence PresenceOf<TEntity>(OwnedObjectApplier<TEntity> kind, TEntity? entity)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> =>
        entity is null ? Presence.Absent : kind.Known.IsBeingDeleted(entity) ? Presence.Leaving : Presence.Standing;

    // KEDA takes a target without a kind for a Deployment.
    private static string Key(IKubernetesObject<V1ObjectMeta> entity, string? kind, string? name) =>
        AppInformers.TargetKey(entity.Metadata.NamespaceProperty, string.IsNullOrEmpty(kind) ? V1Deployment.KubeKind : kind, name);
}
