using System.Globalization;
using Hermes.Demo.SampleService;
using Hermes.Demo.Snapshots;

namespace Hermes.Demo.Rendering;

/// <summary>Draws what came by OTLP: the sample service's requests, the operator's rollouts and reconciles.</summary>
internal static class TelemetryRenderer
{
    public static IEnumerable<Line> Render(TelemetrySnapshot telemetry)
    {
        yield return new Line(
            new Span(SampleServiceProcess.Name, Tone.Strong), new Span("  as a local process  ", Tone.Faint), new Span(telemetry.ServiceUrl.ToString()));
        yield return new Line(new Span("├── ", Tone.Faint), new Span("Requests  "), Requests(telemetry));
        yield return new Line(new Span("└── ", Tone.Faint), new Span("Latency   "), Latency(telemetry));
        if (telemetry.Rollouts.Count > 0)
        {
            yield return Line.Empty;
            yield return new Line(new Span("Rollouts", Tone.Strong));
            foreach (var rollout in telemetry.Rollouts)
            {
                yield return new Line(
                    new Span(rollout.App.PadRight(Width(telemetry.Rollouts)) + "  "),
                    new Span(rollout.Result.PadRight("superseded".Length), rollout.Result == "available" ? Tone.Good : Tone.Bad),
                    new Span($"  {Durations.Text(rollout.Duration),8}  trace {rollout.TraceId}", Tone.Faint));
            }
        }

        if (telemetry.Reconciles.Count > 0)
        {
            yield return Line.Empty;
            yield return new Line(new Span("Reconciles", Tone.Strong));
            foreach (var reconcile in telemetry.Reconciles)
            {
                yield return new Line(
                    new Span(reconcile.App.PadRight(Width(telemetry.Reconciles)) + "  "),
                    new Span(reconcile.Result.PadRight("cancelled".Length), reconcile.Result == "success" ? Tone.Good : Tone.Bad),
                    new Span($"  {Durations.Text(reconcile.Duration),8}  {string.Join(", ", reconcile.Steps)}", Tone.Faint));
            }
        }
    }

    private static Span Requests(TelemetrySnapshot telemetry) => new(
        string.Create(CultureInfo.InvariantCulture, $"{telemetry.Requests} in the last minute, {telemetry.Failures} failed"),
        telemetry.Failures > 0 ? Tone.Bad : Tone.Plain);

    private static Span Latency(TelemetrySnapshot telemetry) => telemetry is { Median: { } median, Percentile95: { } percentile95 }
        ? new($"p50 {Durations.Text(median)}, p95 {Durations.Text(percentile95)}")
        : new("no request yet", Tone.Faint);

    private static int Width(IEnumerable<TraceSnapshot> traces) => traces.Max(trace => trace.App.Length);
}
