using System.Diagnostics.Metrics;
using Hermes.Kubernetes.Telemetry;

namespace Hermes.Campaigns.Soak;

/// <summary>Counts reconciles by the runtime's own metric.</summary>
internal sealed class ReconcileCounter : IDisposable
{
    private readonly MeterListener _listener = new();
    private long _count;
    private long _failures;

    public ReconcileCounter()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == RuntimeTelemetry.Name && instrument.Name == "hermes.controller.reconcile.count")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
        {
            Interlocked.Add(ref _count, value);
            foreach (var tag in tags)
            {
                if (tag.Key == "result" && tag.Value is not "success")
                {
                    Interlocked.Add(ref _failures, value);
                }
            }
        });
        _listener.Start();
    }

    public long Count => Interlocked.Read(ref _count);

    /// <summary>Those that did not end in success.</summary>
    public long Failures => Interlocked.Read(ref _failures);

    public void Dispose() => _listener.Dispose();
}
