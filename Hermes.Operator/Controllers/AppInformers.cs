using Hermes.Kubernetes.Caching;
using Hermes.Operator.Children;
using Hermes.Operator.Entities;
using Hermes.Operator.Entities.Keda;
using k8s;
using k8s.Models;

namespace Hermes.Operator.Controllers;

/// <summary>What is watched of each kind. Shared, because equal options are what makes an informer shared.</summary>
internal static class AppInformers
{
    public const string ScaledObjectCrd = "scaledobjects.keda.sh";
    public const string HttpScaledObjectCrd = "httpscaledobjects.http.keda.sh";
    public const string InterceptorRouteCrd = "interceptorroutes.http.keda.sh";
    public const string MetricsApiService = "v1beta1.metrics.k8s.io";

    private const string Managed = $"app.kubernetes.io/managed-by={ChildLabels.ManagedBy}";

    public static InformerOptions<V1Deployment> Deployments { get; } = new() { LabelSelector = Managed };

    public static InformerOptions<V1Service> Services { get; } = new() { LabelSelector = Managed };

    public static InformerOptions<V1Ingress> Ingresses { get; } = new() { LabelSelector = Managed };

    /// <summary>All of them: another's may be aimed at a Deployment of ours.</summary>
    public static InformerOptions<V2HorizontalPodAutoscaler> Autoscalers { get; } = new();

    /// <summary>All of them, as the autoscalers.</summary>
    public static InformerOptions<ScaledObject> ScaledObjects { get; } = new() { Optional = true };

    public static InformerOptions<HttpScaledObject> HttpScaledObjects { get; } = new() { Optional = true, LabelSelector = Managed };

    public static InformerOptions<InterceptorRoute> InterceptorRoutes { get; } = new() { Optional = true, LabelSelector = Managed };

    public static InformerOptions<V1Pod> Pods { get; } = new() { LabelSelector = ChildLabels.App, Transform = Slim };

    public static InformerOptions<V1IngressClass> IngressClasses { get; } = new() { Optional = true };

    public static InformerOptions<V1APIService> MetricsApi { get; } =
        new() { Optional = true, FieldSelector = $"metadata.name={MetricsApiService}" };

    public static InformerOptions<HermesApp> Apps { get; } = new();

    /// <summary>One CRD, by name: a grant on CRDs can be limited to names.</summary>
    public static InformerOptions<V1CustomResourceDefinition> Crd(string name) =>
        new() { Optional = true, FieldSelector = $"metadata.name={name}", Transform = Slim };

    /// <summary>A pod is kept for what it says of itself; its spec is the bulk of it.</summary>
    private static V1Pod Slim(V1Pod pod) => new()
    {
        ApiVersion = pod.ApiVersion,
        Kind = pod.Kind,
        Metadata = pod.Metadata with { Annotations = null },
        Status = pod.Status is null ? null : new V1PodStatus
        {
            Phase = pod.Status.Phase,
            Conditions = pod.Status.Conditions,
            ContainerStatuses = pod.Status.ContainerStatuses,
            InitContainerStatuses = pod.Status.InitContainerStatuses,
        },
    };

    /// <summary>Of a CRD only its being there counts; KEDA's are megabytes.</summary>
    private static V1CustomResourceDefinition Slim(V1CustomResourceDefinition definition) => new()
    {
        ApiVersion = definition.ApiVersion,
        Kind = definition.Kind,
        Metadata = new V1ObjectMeta
        {
            Name = definition.Metadata.Name,
            Uid = definition.Metadata.Uid,
            ResourceVersion = definition.Metadata.ResourceVersion,
            DeletionTimestamp = definition.Metadata.DeletionTimestamp,
        },
        Status = new V1CustomResourceDefinitionStatus { Conditions = definition.Status?.Conditions },
    };

    /// <summary>Whether a kind's objects can be asked for.</summary>
    public static bool IsEstablished(V1CustomResourceDefinition? definition) =>
        definition?.Status?.Conditions?.Any(condition => condition is { Type: "Established", Status: "True" }) is true;

    /// <summary>The hosts that an Ingress carries.</summary>
    public static IReadOnlyList<string> HostsOf(V1Ingress? ingress) =>
        [.. (ingress?.Spec?.Rules ?? []).Select(rule => rule.Host).OfType<string>()];

    /// <summary>The name of an index of apps by the hosts they want, and of Ingresses by those they carry.</summary>
    public const string ByHost = "host";

    /// <summary>The name of an index of autoscalers by what they are aimed at; see <see cref="TargetKey"/>.</summary>
    public const string ByTarget = "target";

    /// <summary>The name of an index of pods by the app they belong to, as <c>namespace/name</c>.</summary>
    public const string ByApp = "app";

    public static string TargetKey(string? @namespace, string? kind, string? name) => $"{@namespace}/{kind}/{name}";

    public static string AppKey(IKubernetesObject<V1ObjectMeta> app) => $"{app.Metadata.NamespaceProperty}/{app.Metadata.Name}";
}
