using System.Diagnostics.Metrics;

namespace Hermes.Kubernetes.Applying;

/// <summary>What applying measures.</summary>
internal static class ApplyMetrics
{
    private static readonly Meter Meter = new("Hermes.Kubernetes");

    private static readonly Counter<long> Unsettled = Meter.CreateCounter<long>(
        "hermes.apply.unsettled", "{apply}", "Applies after which the stored object still differed from the desired one.");

    public static void CountUnsettled(string kind) => Unsettled.Add(1, KeyValuePair.Create<string, object?>("kind", kind));
}
