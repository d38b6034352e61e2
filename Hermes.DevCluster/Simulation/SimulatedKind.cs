using Hermes.DevCluster.Kinds;

namespace Hermes.DevCluster.Simulation;

/// <summary>A resource that simulated controllers act on.</summary>
internal sealed record SimulatedKind(string Group, string Plural)
{
    public static SimulatedKind Deployments { get; } = new("apps", "deployments");

    public static SimulatedKind ReplicaSets { get; } = new("apps", "replicasets");

    public static SimulatedKind Pods { get; } = new("", "pods");

    public static SimulatedKind Services { get; } = new("", "services");

    public static SimulatedKind Nodes { get; } = new("", "nodes");

    public static SimulatedKind Ingresses { get; } = new("networking.k8s.io", "ingresses");

    public static SimulatedKind IngressClasses { get; } = new("networking.k8s.io", "ingressclasses");

    public static SimulatedKind Autoscalers { get; } = new("autoscaling", "horizontalpodautoscalers");

    public static SimulatedKind ApiServices { get; } = new("apiregistration.k8s.io", "apiservices");

    public static SimulatedKind ScaledObjects { get; } = new("keda.sh", "scaledobjects");

    public static SimulatedKind HttpScaledObjects { get; } = new("http.keda.sh", "httpscaledobjects");

    public static SimulatedKind InterceptorRoutes { get; } = new("http.keda.sh", "interceptorroutes");

    /// <summary>Whether a row serves this resource, in whatever version.</summary>
    public bool Is(KindRow row) => row.Group == Group && row.Plural == Plural;
}
