using System.Diagnostics.Metrics;
using Hermes.Kubernetes.Controllers;

namespace Hermes.Kubernetes.Telemetry;

/// <summary>What one controller reports.</summary>
internal sealed class ReconcileInstruments(string controller)
{
    private static readonly Counter<long> Count = RuntimeTelemetry.Meter.CreateCounter<long>(
        "hermes.controller.reconcile.count", "{reconcile}", "Reconciles by result.");

    private static readonly Histogram<double> Duration = RuntimeTelemetry.Meter.CreateHistogram(
        "hermes.controller.reconcile.duration", "s", "How long reconciles took, by result.", [], DurationBuckets.Seconds);

    private static readonly UpDownCounter<long> Active = RuntimeTelemetry.Meter.CreateUpDownCounter<long>(
        "hermes.controller.reconcile.active", "{reconcile}", "Reconciles that run now.");

    private readonly KeyValuePair<string, object?> _controller = new("controller", controller);

    public void Started() => Active.Add(1, _controller);

    public void Ended(ReconcileResult result, TimeSpan duration)
    {
        var tag = new KeyValuePair<string, object?>("result", NameOf(result));
        Active.Add(-1, _controller);
        Count.Add(1, _controller, tag);
        Duration.Record(duration.TotalSeconds, _controller, tag);
    }

    public static string NameOf(ReconcileResult result) => result switch
    {
        ReconcileResult.Success => "success",
        ReconcileResult.Timeout => "timeout",
        ReconcileResult.Terminal => "terminal",
        ReconcileResult.Cancelled => "cancelled",
        _ => "failure",
    };
}
