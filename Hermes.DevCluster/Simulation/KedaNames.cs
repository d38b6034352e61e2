namespace Hermes.DevCluster.Simulation;

/// <summary>Names that KEDA gives.</summary>
internal static class KedaNames
{
    public const string Manager = "keda-operator";

    public const string Finalizer = "finalizer.keda.sh";

    /// <summary>The label by which a HorizontalPodAutoscaler and its metrics tell their ScaledObject.</summary>
    public const string NameLabel = "scaledobject.keda.sh/name";

    /// <summary>The HorizontalPodAutoscaler of a ScaledObject.</summary>
    public static string Autoscaler(string scaledObject) => $"keda-hpa-{scaledObject}";

    /// <summary>The metric of an HTTP trigger.</summary>
    public static string HttpMetric(int trigger, string route) => $"s{trigger}-http-{route}";
}
