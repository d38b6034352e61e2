using System.Diagnostics.Metrics;

namespace Hermes.Kubernetes.Telemetry;

/// <summary>What the event publisher reports.</summary>
internal static class EventInstruments
{
    private static readonly Counter<long> WrittenCount = RuntimeTelemetry.Meter.CreateCounter<long>(
        "hermes.controller.events.written", "{event}", "Events created or counted up.");

    private static readonly Counter<long> DroppedCount = RuntimeTelemetry.Meter.CreateCounter<long>(
        "hermes.controller.events.dropped", "{event}", "Occurrences that no event shows, by cause.");

    public static void Written() => WrittenCount.Add(1);

    /// <summary>Counts a lost occurrence.</summary>
    /// <param name="cause"><c>queue</c>, <c>rate</c> or <c>refused</c>.</param>
    public static void Dropped(string cause) => DroppedCount.Add(1, new KeyValuePair<string, object?>("cause", cause));
}
