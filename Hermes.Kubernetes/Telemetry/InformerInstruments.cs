using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Hermes.Kubernetes.Telemetry;

/// <summary>What the informers that run report.</summary>
internal static class InformerInstruments
{
    private static readonly ConcurrentDictionary<Observation, bool> Observed = [];

    static InformerInstruments() => RuntimeTelemetry.Meter.CreateObservableGauge(
        "hermes.client.informer.lag",
        Measure,
        "s",
        "How long ago a kind's informers were last in step: listed, or told an event or a bookmark, or let watch. The worst of a kind.");

    /// <summary>Reports an informer until disposed of.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="lag">How long ago it was last in step.</param>
    public static IDisposable Observe(string kind, Func<TimeSpan> lag)
    {
        var observation = new Observation(kind, lag);
        Observed.TryAdd(observation, true);
        return observation;
    }

    private static IEnumerable<Measurement<double>> Measure() => Observed.Keys
        .GroupBy(static observation => observation.Kind, static observation => observation.Lag())
        .Select(static lags => new Measurement<double>(lags.Max().TotalSeconds, new KeyValuePair<string, object?>("kind", lags.Key)));

    private sealed class Observation(string kind, Func<TimeSpan> lag) : IDisposable
    {
        public string Kind => kind;

        public Func<TimeSpan> Lag => lag;

        public void Dispose() => Observed.TryRemove(this, out _);
    }
}
