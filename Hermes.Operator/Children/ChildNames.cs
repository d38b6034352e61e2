using Hermes.Operator.Entities;

namespace Hermes.Operator.Children;

/// <summary>Every name that is made from an app's; <see cref="Bounds.AppName"/> leaves room for the longest.</summary>
internal static class ChildNames
{
    public const string InterceptorSuffix = "-interceptor";

    /// <summary>What KEDA puts before a ScaledObject's name to name its HorizontalPodAutoscaler.</summary>
    public const string KedaAutoscalerPrefix = "keda-hpa-";

    /// <summary>The only container of the pods.</summary>
    public const string Container = "app";

    /// <summary>The port's name in the container, in the Service and in the interceptor's Service.</summary>
    public const string Port = "http";

    public const string TemporaryVolume = "tmp";

    public static string Deployment(HermesApp app) => app.Metadata.Name;

    public static string Service(HermesApp app) => app.Metadata.Name;

    public static string Ingress(HermesApp app) => app.Metadata.Name;

    public static string HorizontalPodAutoscaler(HermesApp app) => app.Metadata.Name;

    /// <summary>The HTTPScaledObject's or InterceptorRoute's.</summary>
    public static string HttpRoute(HermesApp app) => app.Metadata.Name;

    public static string ScaledObject(HermesApp app) => app.Metadata.Name;

    /// <summary>The HorizontalPodAutoscaler that KEDA makes for the ScaledObject.</summary>
    public static string KedaAutoscaler(HermesApp app) => KedaAutoscalerPrefix + ScaledObject(app);

    public static string InterceptorService(HermesApp app) => app.Metadata.Name + InterceptorSuffix;

    /// <summary>The Secret that holds the Ingress' certificate, where the spec does not name one.</summary>
    public static string TlsSecret(HermesApp app) => $"{app.Metadata.Name}-tls";

    /// <summary>
    /// Names by which a workload in the cluster reaches the app through the interceptor. The name without a namespace is not among
    /// them: the interceptor serves every namespace, and two apps of one name would share it.
    /// </summary>
    public static IEnumerable<string> InterceptorHosts(HermesApp app, string clusterDomain)
    {
        var qualified = $"{InterceptorService(app)}.{app.Metadata.NamespaceProperty}";
        return [qualified, $"{qualified}.svc", $"{qualified}.svc.{clusterDomain}"];
    }
}
