using System.Diagnostics.Metrics;
using Hermes.Kubernetes.Telemetry;

namespace Hermes.Kubernetes.Tests.Telemetry;

public sealed class LeadershipMetricsTests
{
    [Fact]
    public void Leadership_OfAnElection_IsOneWhileItLeadsAndGoneWhenItEnds()
    {
        var leads = false;
        List<int> measured = [];
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == RuntimeTelemetry.Name && instrument.Name == "hermes.controller.leadership")
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<int>((_, value, tags, _) =>
        {
            if (tags.Contains(new KeyValuePair<string, object?>("lease", "measured")))
            {
                measured.Add(value);
            }
        });

        using (LeadershipInstruments.Observe("measured", () => leads))
        {
            listener.Start();
            listener.RecordObservableInstruments();
            leads = true;
            listener.RecordObservableInstruments();
        }

        listener.RecordObservableInstruments();
        measured.ShouldBe([0, 1]);
    }
}
