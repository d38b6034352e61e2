using System.Globalization;
using Hermes.Demo.SampleService;
using Hermes.Demo.Snapshots;

namespace Hermes.Demo.Rendering;

/// <summary>Says in lines what changed from one snapshot to the next, for output that cannot be drawn over.</summary>
internal static class ChangeRenderer
{
    /// <summary>The changes.</summary>
    /// <param name="previous">What was said before; null at the start.</param>
    /// <param name="current">What there is now.</param>
    public static IReadOnlyList<Line> Render(DemoSnapshot? previous, DemoSnapshot current)
    {
        List<Line> lines = [];
        foreach (var app in current.Apps)
        {
            AddChange(lines, previous?.Apps.FirstOrDefault(former => IsSame(former, app)), app);
        }

        foreach (var gone in previous?.Apps.Where(former => !current.Apps.Any(app => IsSame(former, app))) ?? [])
        {
            lines.Add(new Line(new Span($"{gone.Namespace}/{gone.Name}: gone")));
        }

        foreach (var e in current.Events.Where(e => previous?.Events.Contains(e) is not true))
        {
            var count = e.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $" (x{e.Count})") : "";
            lines.Add(new Line(new Span($"{e.Regarding}: {e.Reason}: {e.Message}{count}", e.IsWarning ? Tone.Bad : Tone.Plain)));
        }

        if (current.Telemetry is { } telemetry)
        {
            AddTelemetry(lines, previous?.Telemetry, telemetry);
        }

        return lines;
    }

    // Requests are not told one by one: under load there would be nothing else to read.
    private static void AddTelemetry(List<Line> lines, TelemetrySnapshot? former, TelemetrySnapshot telemetry)
    {
        if (former is null)
        {
            lines.Add(new Line(new Span($"{SampleServiceProcess.Name}: a local process at {telemetry.ServiceUrl}")));
        }

        var said = former?.Rollouts.Select(rollout => (rollout.App, rollout.TraceId)).ToHashSet() ?? [];
        foreach (var rollout in telemetry.Rollouts.Where(rollout => !said.Contains((rollout.App, rollout.TraceId))))
        {
            lines.Add(new Line(new Span($"{rollout.App}: rollout {rollout.Result} after {Durations.Text(rollout.Duration)}, trace {rollout.TraceId}")));
        }
    }

    private static void AddChange(List<Line> lines, AppSnapshot? former, AppSnapshot app)
    {
        var said = former?.Conditions.ToDictionary(condition => condition.Type) ?? [];
        foreach (var condition in app.Conditions)
        {
            if (said.TryGetValue(condition.Type, out var before) && before == condition)
            {
                continue;
            }

            var explanation = condition.Status == ConditionSnapshot.True || condition.Message.Length == 0 ? "" : ": " + condition.Message;
            lines.Add(new Line(
                new Span($"{app.Namespace}/{app.Name}: {condition.Type}="),
                new Span(condition.Status, ConditionTones.Of(condition)),
                new Span($" {condition.Reason}{explanation}")));
        }
    }

    private static bool IsSame(AppSnapshot one, AppSnapshot other) => one.Namespace == other.Namespace && one.Name == other.Name;
}
