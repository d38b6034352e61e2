using System.Diagnostics.Metrics;

namespace Hermes.Kubernetes.Telemetry;

/// <summary>What one work queue reports.</summary>
internal sealed class QueueInstruments(string controller)
{
    private static readonly UpDownCounter<long> Depth = RuntimeTelemetry.Meter.CreateUpDownCounter<long>(
        "hermes.controller.queue.depth", "{key}", "Keys ready to be reconciled.");

    private static readonly Counter<long> Adds = RuntimeTelemetry.Meter.CreateCounter<long>(
        "hermes.controller.queue.adds", "{key}", "Keys that became ready.");

    private static readonly Counter<long> Retries = RuntimeTelemetry.Meter.CreateCounter<long>(
        "hermes.controller.queue.retries", "{key}", "Keys put back after a failure.");

    private static readonly Histogram<double> Wait = RuntimeTelemetry.Meter.CreateHistogram(
        "hermes.controller.queue.wait.duration", "s", "How long a key was ready before a worker took it.", [], DurationBuckets.Seconds);

    private static readonly Histogram<double> Work = RuntimeTelemetry.Meter.CreateHistogram(
        "hermes.controller.queue.work.duration", "s", "How long a worker held a key.", [], DurationBuckets.Seconds);

    private readonly KeyValuePair<string, object?> _controller = new("controller", controller);

    public void Added()
    {
        Adds.Add(1, _controller);
        Depth.Add(1, _controller);
    }

    public void Taken(TimeSpan waited)
    {
        Depth.Add(-1, _controller);
        Wait.Record(waited.TotalSeconds, _controller);
    }

    public void Dropped(int keys) => Depth.Add(-keys, _controller);

    public void Worked(TimeSpan held) => Work.Record(held.TotalSeconds, _controller);

    public void Retried() => Retries.Add(1, _controller);
}
