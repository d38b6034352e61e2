using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Hermes.Kubernetes.Telemetry;

/// <summary>What the leader elections that run report.</summary>
internal static class LeadershipInstruments
{
    private static readonly ConcurrentDictionary<Observation, bool> Observed = [];

    static LeadershipInstruments() => RuntimeTelemetry.Meter.CreateObservableGauge(
        "hermes.controller.leadership", Measure, "1", "1 while this process leads, 0 while it stands by. Only with leader election.");

    /// <summary>Reports an election until disposed of.</summary>
    /// <param name="lease">Its lease's name.</param>
    /// <param name="leads">Whether this process leads.</param>
    public static IDisposable Observe(string lease, Func<bool> leads)
    {
        var observation = new Observation(lease, leads);
        Observed.TryAdd(observation, true);
        return observation;
    }

    private static IEnumerable<Measurement<int>> Measure() => Observed.Keys
        .GroupBy(static observation => observation.Lease, static observation => observation.Leads())
        .Select(static leads => new Measurement<int>(leads.Any(static one => one) ? 1 : 0, new KeyValuePair<string, object?>("lease", leads.Key)));

    private sealed class Observation(string lease, Func<bool> leads) : IDisposable
    {
        public string Lease => lease;

        public Func<bool> Leads => leads;

        public void Dispose() => Observed.TryRemove(this, out _);
    }
}
