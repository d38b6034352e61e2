using System.Diagnostics.Metrics;

namespace Hermes.Kubernetes.Telemetry;

/// <summary>Histogram bounds in seconds: from a cache hit to the per-reconcile timeout.</summary>
internal static class DurationBuckets
{
    public static InstrumentAdvice<double> Seconds { get; } = new()
    {
        HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300],
    };
}
