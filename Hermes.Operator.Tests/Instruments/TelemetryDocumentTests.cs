using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Hermes.Operator.Instruments;

namespace Hermes.Operator.Tests.Instruments;

/// <summary>Compares what <c>docs/telemetry.md</c> says of the apps with what the code reports; the runtime's tests do so with the rest.</summary>
public sealed class TelemetryDocumentTests
{
    private static readonly string Section =
        File.ReadAllText(Path.Combine(RepositoryFolder.Root, "docs", "telemetry.md")).Split("### Of the apps")[1].Split("\n### ")[0];

    [Fact]
    public void Instruments_OfTheDocument_AreThoseOfTheCode()
    {
        var attributes = new ConcurrentDictionary<Instrument, string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, own) =>
        {
            if (instrument.Meter.Name == OperatorTelemetry.Name)
            {
                attributes.TryAdd(instrument, "never reported");
                own.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) =>
            attributes[instrument] = string.Join(", ", tags.ToArray().Select(tag => $"`{tag.Key}`")));
        listener.Start();
        using var observation = AppInstruments.Observe(() => []);
        listener.RecordObservableInstruments();

        Section.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => string.Join('|', line.Split('|')[1..5]).Trim())
            .ShouldBe(attributes.Select(instrument => $"`{instrument.Key.Name}` | {KindOf(instrument.Key)} | `{instrument.Key.Unit}` | {instrument.Value}"), ignoreOrder: true);
    }

    private static string KindOf(Instrument instrument) => instrument is ObservableGauge<long> ? "gauge" : instrument.GetType().Name;
}
