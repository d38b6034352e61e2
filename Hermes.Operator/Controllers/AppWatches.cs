using Hermes.Kubernetes.Caching;
using Hermes.Kubernetes.Controllers;
using Hermes.Kubernetes.Entities;
using Hermes.Operator.Children;
using Hermes.Operator.Entities;
using Hermes.Operator.Entities.Keda;
using Hermes.Operator.Status;
using k8s;
using k8s.Models;

namespace Hermes.Operator.Controllers;

/// <summary>What wakes the controller of apps.</summary>
internal static class AppWatches
{
    public static void Declare(ControllerBuilder<HermesApp> controller) => controller
        .For(AppInformers.Apps)
        .Owns(informer: AppInformers.Deployments)
        .Owns(informer: AppInformers.Services)
        .Owns(informer: AppInformers.Ingresses)
        .Owns(optional: true, informer: AppInformers.HttpScaledObjects)
        .Owns(optional: true, informer: AppInformers.InterceptorRoutes)
        .Watches<V2HorizontalPodAutoscaler>(Targets, informer: AppInformers.Autoscalers)
        .Watches<ScaledObject>(Targets, optional: true, informer: AppInformers.ScaledObjects)
        .Watches<V1Pod>(TroubledPods, informer: AppInformers.Pods)
        .Watches<HermesApp>(Rivals, informer: AppInformers.Apps)
        .Watches<V1Ingress>(Rivals, informer: AppInformers.Ingresses)
        .Watches<V1IngressClass>(UsersOfClass, optional: true, informer: AppInformers.IngressClasses)
        .Watches<V1CustomResourceDefinition>(HttpScaled, optional: true, informer: AppInformers.Crd(AppInformers.ScaledObjectCrd))
        .Watches<V1CustomResourceDefinition>(HttpScaled, optional: true, informer: AppInformers.Crd(AppInformers.HttpScaledObjectCrd))
        .Watches<V1CustomResourceDefinition>(HttpScaled, optional: true, informer: AppInformers.Crd(AppInformers.InterceptorRouteCrd))
        .WatchesServed(HttpScaled, AppInformers.ScaledObjects)
        .WatchesServed(HttpScaled, AppInformers.HttpScaledObjects)
        .WatchesServed(HttpScaled, AppInformers.InterceptorRoutes)
        .Watches<V1APIService>(UtilizationScaled, optional: true, informer: AppInformers.MetricsApi);

    /// <summary>Apps that an autoscaler is aimed at, was aimed at, or is named after: KEDA's, and one that takes a name of ours.</summary>
    internal static IEnumerable<NamespacedName> Targets(V2HorizontalPodAutoscaler? former, V2HorizontalPodAutoscaler? present) =>
        Keys(former, present, autoscaler => autoscaler.Spec?.ScaleTargetRef?.Name);

    internal static IEnumerable<NamespacedName> Targets(ScaledObject? former, ScaledObject? present) =>
        Keys(former, present, scaledObject => scaledObject.Spec?.ScaleTargetRef?.Name);

    /// <summary>The app of a pod whose trouble has changed; all else about pods is told by the Deployment.</summary>
    internal static IEnumerable<NamespacedName> TroubledPods(V1Pod? former, V1Pod? present)
    {
        if ((former is null ? null : PodCause.Of(former)) == (present is null ? null : PodCause.Of(present)))
        {
            yield break;
        }

        var metadata = (present ?? former)!.Metadata;
        if (metadata.Labels?.TryGetValue(ChildLabels.App, out var app) is true)
        {
            yield return new(metadata.NamespaceProperty, app);
        }
    }

    /// <summary>Other apps that want a host which an app has begun or ceased to want.</summary>
    internal static IEnumerable<NamespacedName> Rivals(HermesApp? former, HermesApp? present, IResourceStore<HermesApp> apps) =>
        Wanting(Hosts(former), Hosts(present), apps);

    /// <summary>Apps that want a host which an Ingress has taken on or let go.</summary>
    internal static IEnumerable<NamespacedName> Rivals(V1Ingress? former, V1Ingress? present, IResourceStore<HermesApp> apps) =>
        Wanting(Hosts(former), Hosts(present), apps);

    private static IEnumerable<NamespacedName> UsersOfClass(V1IngressClass? former, V1IngressClass? present, IResourceStore<HermesApp> apps) =>
        What(former) == What(present)
            ? []
            : Select(apps, spec => spec.Ingress is { } ingress && (ingress.ClassName is null || ingress.ClassName == (present ?? former)!.Metadata.Name));

    private static (string? Controller, bool IsDefault) What(V1IngressClass? @class) =>
        @class is null ? default : (@class.Spec?.Controller ?? "", IngressControllers.IsDefault(@class));

    private static IEnumerable<NamespacedName> HttpScaled(
        V1CustomResourceDefinition? former, V1CustomResourceDefinition? present, IResourceStore<HermesApp> apps) =>
        AppInformers.IsEstablished(former) == AppInformers.IsEstablished(present) ? [] : HttpScaled(apps);

    private static IEnumerable<NamespacedName> HttpScaled(IResourceStore<HermesApp> apps) => Select(apps, spec => spec.Scaling?.Http is not null);

    private static IEnumerable<NamespacedName> UtilizationScaled(V1APIService? former, V1APIService? present, IResourceStore<HermesApp> apps) =>
        ClusterView.IsAvailable(former) == ClusterView.IsAvailable(present)
            ? []
            : Select(apps, spec => spec.Scaling is { Cpu: not null } or { Memory: not null });

    private static IEnumerable<NamespacedName> Select(IResourceStore<HermesApp> apps, Func<HermesAppSpec, bool> isMeant) =>
        apps.List().Where(app => app.Spec is not null && isMeant(app.Spec)).Select(NamespacedName.Of);

    private static HashSet<NamespacedName> Keys<TEntity>(TEntity? former, TEntity? present, Func<TEntity, string?> target)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        var keys = new HashSet<NamespacedName>();
        foreach (var entity in new[] { former, present }.OfType<TEntity>())
        {
            var (name, @namespace) = (entity.Metadata.Name, entity.Metadata.NamespaceProperty);
            keys.Add(new(@namespace, name));
            if (name.StartsWith(ChildNames.KedaAutoscalerPrefix, StringComparison.Ordinal))
            {
                keys.Add(new(@namespace, name[ChildNames.KedaAutoscalerPrefix.Length..]));
            }

            if (target(entity) is { } aim)
            {
                keys.Add(new(@namespace, aim));
            }
        }

        return keys;
    }

    private static IEnumerable<NamespacedName> Wanting(
        IReadOnlyCollection<string> before, IReadOnlyCollection<string> after, IResourceStore<HermesApp> apps) =>
        before.Except(after).Union(after.Except(before))
            .SelectMany(host => apps.ByIndex(AppInformers.ByHost, host))
            .Select(NamespacedName.Of);

    private static IReadOnlyList<string> Hosts(HermesApp? app) => app?.Spec?.Ingress?.Hosts ?? [];

    private static IReadOnlyList<string> Hosts(V1Ingress? ingress) => AppInformers.HostsOf(ingress);
}
