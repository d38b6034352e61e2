using Hermes.Kubernetes.Caching;
using Hermes.Operator.Entities.Keda;
using Hermes.Operator.Status;
using k8s;
using k8s.Models;

namespace Hermes.Operator.Controllers;

/// <summary>What the cluster has, as far as it concerns every app. Ignorance is null, never absence.</summary>
internal sealed class ClusterView(InformerCache informers, MetricsDiscovery metricsDiscovery, bool prefersInterceptorRoute)
{
    private readonly Served<ScaledObject> _scaledObjects = new(informers, AppInformers.ScaledObjects, AppInformers.ScaledObjectCrd);
    private readonly Served<HttpScaledObject> _httpScaledObjects =
        new(informers, AppInformers.HttpScaledObjects, AppInformers.HttpScaledObjectCrd);
    private readonly Served<InterceptorRoute> _interceptorRoutes =
        new(informers, AppInformers.InterceptorRoutes, AppInformers.InterceptorRouteCrd);
    private readonly IInformer<V1IngressClass> _ingressClasses = informers.Get(AppInformers.IngressClasses);
    private readonly IInformer<V1APIService> _metricsApi = informers.Get(AppInformers.MetricsApi);

    public bool? IsKedaServed => _scaledObjects.IsServed;

    public bool? IsHttpScaledObjectServed => _httpScaledObjects.IsServed;

    public bool? IsInterceptorRouteServed => _interceptorRoutes.IsServed;

    public bool? IsHttpAddOnServed => prefersInterceptorRoute
        ? IsEitherServed(IsInterceptorRouteServed, IsHttpScaledObjectServed)
        : IsEitherServed(IsHttpScaledObjectServed, IsInterceptorRouteServed);

    public bool? IsMetricsServed =>
        _metricsApi.HasSynced ? IsAvailable(_metricsApi.Store.Get(AppInformers.MetricsApiService, null)) : metricsDiscovery.IsServed;

    public bool? HasIngressClass(string name) => _ingressClasses.HasSynced ? _ingressClasses.Store.Get(name, null) is not null : null;

    /// <summary>Whether Ingresses of a class, null for those that name none, are Traefik's.</summary>
    public bool? IsTraefik(string? className) => !_ingressClasses.HasSynced ? null
        : className is not null ? _ingressClasses.Store.Get(className, null) is { } named && IngressControllers.IsTraefik(named)
        : _ingressClasses.Store.List().Any(@class => IngressControllers.IsDefault(@class) && IngressControllers.IsTraefik(@class));

    /// <summary>
    /// Whether one of two kinds is served that do the same. The other takes the first one's place only where that is known to be absent:
    /// taken out of ignorance, a route would be made of the one kind, and of the other a moment later.
    /// </summary>
    public static bool? IsEitherServed(bool? first, bool? other) => first is false ? other : first;

    public static bool IsAvailable(V1APIService? service) =>
        service?.Status?.Conditions?.Any(condition => condition is { Type: "Available", Status: "True" }) is true;

    /// <summary>A kind that may be absent. Its CRD says it at once where CRDs may be read; else the kind's own list does.</summary>
    private sealed class Served<TEntity>(InformerCache informers, InformerOptions<TEntity> kind, string crd)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        private readonly IInformer<TEntity> _kind = informers.Get(kind);
        private readonly IInformer<V1CustomResourceDefinition> _crd = informers.Get(AppInformers.Crd(crd));

        public bool? IsServed
        {
            get
            {
                var isServed = _crd.HasSynced ? AppInformers.IsEstablished(_crd.Store.Get(crd, null)) : _kind.IsServed;

                // Served, but not listed since: which objects stand is not known.
                return isServed is true && !(_kind.HasSynced && _kind.IsServed is true) ? null : isServed;
            }
        }
    }
}
