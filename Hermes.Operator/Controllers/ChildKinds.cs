using Hermes.Kubernetes.Applying;
using Hermes.Kubernetes.Caching;
using Hermes.Kubernetes.Client;
using Hermes.Operator.Entities;
using Hermes.Operator.Entities.Keda;
using k8s;
using k8s.Models;

namespace Hermes.Operator.Controllers;

/// <summary>The kinds of children: how each is known, applied and deleted.</summary>
internal sealed class ChildKinds(InformerCache informers, IKubernetesClient client, ResourceCatalog catalog, TimeProvider time)
{
    private static readonly ApplyingOptions Options = new()
    {
        FieldManager = FieldManagers.Operator,
        AppliedAnnotation = "hermes.dev/applied",
        AdoptAnnotation = "hermes.dev/adopt",
    };

    public OwnedObjectApplier<V1Deployment> Deployments { get; } = Applier(AppInformers.Deployments, informers, client, catalog, time);

    public OwnedObjectApplier<V1Service> Services { get; } = Applier(AppInformers.Services, informers, client, catalog, time);

    public OwnedObjectApplier<V1Ingress> Ingresses { get; } = Applier(AppInformers.Ingresses, informers, client, catalog, time);

    public OwnedObjectApplier<V2HorizontalPodAutoscaler> Autoscalers { get; } =
        Applier(AppInformers.Autoscalers, informers, client, catalog, time);

    public OwnedObjectApplier<ScaledObject> ScaledObjects { get; } = Applier(AppInformers.ScaledObjects, informers, client, catalog, time);

    public OwnedObjectApplier<HttpScaledObject> HttpScaledObjects { get; } =
        Applier(AppInformers.HttpScaledObjects, informers, client, catalog, time);

    public OwnedObjectApplier<InterceptorRoute> InterceptorRoutes { get; } =
        Applier(AppInformers.InterceptorRoutes, informers, client, catalog, time);

    /// <summary>The apps, with our own status writes.</summary>
    public KnownObjects<HermesApp> Apps { get; } = new(informers.Get(AppInformers.Apps), time);

    /// <summary>How long a conflict with an object that is not watched is believed.</summary>
    public static TimeSpan ConflictRecheck => Options.ConflictRecheck;

    /// <summary>How long a refusal by quota, admission or Pod Security stands before it is tried again.</summary>
    public static TimeSpan RefusalRetry => Options.RefusalRetry;

    private static OwnedObjectApplier<TEntity> Applier<TEntity>(
        InformerOptions<TEntity> options, InformerCache informers, IKubernetesClient client, ResourceCatalog catalog, TimeProvider time)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> =>
        new(client, new KnownObjects<TEntity>(informers.Get(options), time), catalog.Get<TEntity>().Contract, Options, time);
}
