using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Hermes.Kubernetes.Telemetry;

/// <summary>The names under which the runtime reports. Tags are low in cardinality: controllers, kinds, verbs, results, never object names.</summary>
public static class RuntimeTelemetry
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string Name = "Hermes.Kubernetes";

    internal static ActivitySource Source { get; } = new(Name);

    internal static Meter Meter { get; } = new(Name);
}
