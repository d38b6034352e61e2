using System.Diagnostics.Metrics;
using Hermes.Kubernetes.Telemetry;

namespace Hermes.Kubernetes.Applying;

/// <summary>What applying measures.</summary>
internal static class ApplyMetrics
{
    private static readonly Counter<long> Unsettled = RuntimeTelemetry.Meter.CreateCounter<long>(
        "hermes.controller.apply.unsettled", "{apply}", "Applies after which the stored object still differed from the desired one.");

    public static void CountUnsettled(string kind) => Unsettled.Add(1, KeyValuePair.Create<string, object?>("kind", kind));
}
