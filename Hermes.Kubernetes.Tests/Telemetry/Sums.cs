using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Hermes.Kubernetes.Telemetry;

namespace Hermes.Kubernetes.Tests.Telemetry;

/// <summary>Adds up the counters and the durations of one controller.</summary>
internal sealed class Sums : IDisposable
{
    private readonly ConcurrentDictionary<string, double> _sums = [];
    private readonly MeterListener _listener = new();
    private readonly string _controller;

    public Sums(string controller)
    {
        _controller = controller;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == RuntimeTelemetry.Name)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    public double this[string name] => _sums.GetValueOrDefault(name);

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var named = tags.ToArray();
        if (named.Any(tag => tag.Key == "controller" && tag.Value as string == _controller))
        {
            var others = string.Concat(named.Where(tag => tag.Key != "controller").Select(tag => $" {tag.Key}={tag.Value}"));
            _sums.AddOrUpdate(instrument.Name + others, value, (_, sum) => sum + value);
        }
    }
}
