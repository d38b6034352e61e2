using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Hermes.Kubernetes.Applying;
using Hermes.Kubernetes.Controllers;
using Hermes.Kubernetes.Telemetry;

namespace Hermes.Kubernetes.Tests.Telemetry;

/// <summary>Compares <c>docs/telemetry.md</c> with what the code reports.</summary>
public sealed class TelemetryDocumentTests
{
    // The runtime's part: the operator's own instruments have a section after it.
    private static readonly string Document =
        File.ReadAllText(Path.Combine(RepositoryFolder.Root, "docs", "telemetry.md")).Split("### Of the apps")[0];

    [Fact]
    public void Instruments_OfTheDocument_AreThoseOfTheCode()
    {
        var reported = Report();

        Rows("hermes.").Select(row => $"{row[0]} | {row[1]} | {row[2]} | {row[3]}").Order(StringComparer.Ordinal)
            .ShouldBe(reported.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Names_OfInstruments_AreLowerCaseDottedAndHaveUnits() => Rows("hermes.").ShouldAllBe(row =>
        row[0].All(character => char.IsAsciiLetterLower(character) || character == '.') && (row[2] == "s" || row[2] == "1" || row[2].StartsWith('{')));

    private static IEnumerable<string[]> Rows(string prefix) => Document.Split('\n')
        .Where(line => line.StartsWith($"| `{prefix}", StringComparison.Ordinal))
        .Select(line => line.Trim('|', ' ').Split('|').Select(cell => cell.Replace("`", "", StringComparison.Ordinal).Trim()).ToArray());

    /// <summary>Has every instrument report once.</summary>
    /// <returns>Each with its kind, its unit and its attributes.</returns>
    private static IReadOnlyList<string> Report()
    {
        var attributes = new ConcurrentDictionary<Instrument, string>();
        var published = new ConcurrentDictionary<Instrument, bool>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, own) =>
        {
            if (instrument.Meter.Name == RuntimeTelemetry.Name)
            {
                published.TryAdd(instrument, true);
                own.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => Take(instrument, tags));
        listener.SetMeasurementEventCallback<int>((instrument, _, tags, _) => Take(instrument, tags));
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => Take(instrument, tags));
        listener.Start();

        ReportAll();
        using (InformerInstruments.Observe("Kind", () => TimeSpan.Zero))
        using (LeadershipInstruments.Observe("lease", () => true))
        {
            listener.RecordObservableInstruments();
        }

        return [.. published.Keys.Select(instrument =>
            $"{instrument.Name} | {KindOf(instrument)} | {instrument.Unit} | {attributes.GetValueOrDefault(instrument, "never reported: ReportAll must")}")];

        void Take(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
            attributes[instrument] = string.Join(", ", tags.ToArray().Select(tag => tag.Key));
    }

    private static void ReportAll()
    {
        ApplyMetrics.CountUnsettled("Kind");
        ClientInstruments.Called("get", "Kind", 200, TimeSpan.Zero);
        ClientInstruments.Unreadable("Kind");
        ClientInstruments.WatchEnded("Kind", "ended");
        EventInstruments.Written();
        EventInstruments.Dropped("queue");
        var queue = new QueueInstruments("document-test");
        queue.Added();
        queue.Taken(TimeSpan.Zero);
        queue.Worked(TimeSpan.Zero);
        queue.Retried();
        var reconciles = new ReconcileInstruments("document-test");
        reconciles.Started();
        reconciles.Ended(ReconcileResult.Success, TimeSpan.Zero);
    }

    private static string KindOf(Instrument instrument) => instrument switch
    {
        Counter<long> => "counter",
        UpDownCounter<long> => "up-down counter",
        Histogram<double> => "histogram",
        ObservableGauge<int> or ObservableGauge<double> => "gauge",
        _ => instrument.GetType().Name,
    };
}
