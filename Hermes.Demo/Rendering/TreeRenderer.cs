using System.Globalization;
using Hermes.Demo.Snapshots;

namespace Hermes.Demo.Rendering;

/// <summary>Draws a snapshot: a tree for each app, telemetry where it is received, the latest events, and the line for kubectl.</summary>
internal static class TreeRenderer
{
    /// <summary>Draws a snapshot.</summary>
    /// <param name="snapshot">What to draw.</param>
    /// <param name="maxLines">
    /// The terminal's height; null (default) for all of it. Where it is too low, first conditions that hold are folded into one line
    /// per app, then the oldest events go.
    /// </param>
    public static IReadOnlyList<Line> Render(DemoSnapshot snapshot, int? maxLines = null)
    {
        var lines = Render(snapshot, isFolded: false, snapshot.Events.Count);
        if (lines.Count <= maxLines)
        {
            return lines;
        }

        lines = maxLines is null ? lines : Render(snapshot, isFolded: true, snapshot.Events.Count);
        return lines.Count > maxLines
            ? Render(snapshot, isFolded: true, Math.Max(0, snapshot.Events.Count - (lines.Count - maxLines.Value)))
            : lines;
    }

    /// <summary>The last line of every drawing, to be copied.</summary>
    public static Line KubectlLine(DemoSnapshot snapshot) =>
        new(new Span($"kubectl --kubeconfig {snapshot.Kubeconfig} get hermesapps --all-namespaces"));

    private static List<Line> Render(DemoSnapshot snapshot, bool isFolded, int events)
    {
        List<Line> lines = [];
        foreach (var app in snapshot.Apps)
        {
            AddApp(lines, app, isFolded);
            lines.Add(Line.Empty);
        }

        if (snapshot.Telemetry is { } telemetry)
        {
            lines.AddRange(TelemetryRenderer.Render(telemetry));
            lines.Add(Line.Empty);
        }

        if (events > 0)
        {
            lines.Add(new Line(new Span("Events", Tone.Strong)));
            AddEvents(lines, [.. snapshot.Events.TakeLast(events)]);
            lines.Add(Line.Empty);
        }

        lines.Add(KubectlLine(snapshot));
        return lines;
    }

    private static void AddApp(List<Line> lines, AppSnapshot app, bool isFolded)
    {
        lines.Add(Head(app));
        List<IReadOnlyList<Span>> branches = [.. Children(app.Children), .. Conditions(app.Conditions, isFolded)];
        if (branches.Count == 0)
        {
            branches.Add([new Span("waiting for the operator", Tone.Faint)]);
        }

        for (var i = 0; i < branches.Count; i++)
        {
            var guide = i == branches.Count - 1 ? "└── " : "├── ";
            lines.Add(new Line([new Span(guide, Tone.Faint), .. branches[i]]));
        }
    }

    private static Line Head(AppSnapshot app)
    {
        var ready = app switch
        {
            { IsDeleting: true } => new Span("Deleting", Tone.Waiting),
            { IsReady: true } => new Span("Ready", Tone.Good),
            { Ready.Status: ConditionSnapshot.False } => new Span(app.Ready.Reason, Tone.Bad),
            _ => new Span("Pending", Tone.Waiting),
        };
        List<Span> spans = [new Span($"{app.Namespace}/{app.Name}", Tone.Strong), new Span("  "), ready];
        foreach (var fact in (string?[])[app.Scaler, app.Url])
        {
            if (fact is not null)
            {
                spans.Add(new Span("  " + fact, Tone.Faint));
            }
        }

        return new Line(spans);
    }

    private static IEnumerable<IReadOnlyList<Span>> Children(IReadOnlyList<ChildSnapshot> children)
    {
        var names = children.Select(child => $"{child.Kind}/{child.Name}").ToList();
        var width = names.Select(name => name.Length).DefaultIfEmpty().Max();
        for (var i = 0; i < children.Count; i++)
        {
            var child = children[i];
            var (state, tone) = child switch
            {
                { Exists: false, State: null or "Applied" } => ("Missing", Tone.Bad),
                { State: null } => ("Found", Tone.Waiting),
                { State: "Applied" } => (child.State, Tone.Good),
                { State: "Waiting" } => (child.State, Tone.Waiting),
                _ => (child.State, Tone.Bad),
            };
            yield return
            [
                new Span(names[i].PadRight(width) + "  "),
                new Span(state.PadRight(8), tone),
                new Span("  " + string.Join("; ", Facts(child)), Tone.Faint),
            ];
        }
    }

    private static IEnumerable<string> Facts(ChildSnapshot child)
    {
        if (child.Detail.Length > 0)
        {
            yield return child.Detail;
        }

        if (!string.IsNullOrEmpty(child.Message))
        {
            yield return child.Message;
        }
    }

    private static IEnumerable<IReadOnlyList<Span>> Conditions(IReadOnlyList<ConditionSnapshot> conditions, bool isFolded)
    {
        var shown = isFolded ? [.. conditions.Where(condition => condition.Status != ConditionSnapshot.True)] : conditions;
        if (shown.Count < conditions.Count)
        {
            var held = conditions.Where(condition => condition.Status == ConditionSnapshot.True).Select(condition => condition.Type);
            yield return [new Span(ConditionSnapshot.True, Tone.Good), new Span("  " + string.Join(", ", held))];
        }

        var typeWidth = shown.Select(condition => condition.Type.Length).DefaultIfEmpty().Max();
        foreach (var condition in shown)
        {
            yield return
            [
                new Span(condition.Type.PadRight(typeWidth) + "  "),
                new Span(condition.Status.PadRight("Unknown".Length), ConditionTones.Of(condition)),
                new Span("  " + condition.Reason),
                new Span(Explanation(condition), Tone.Faint),
            ];
        }
    }

    // What holds needs no explanation.
    private static string Explanation(ConditionSnapshot condition) =>
        condition.Status == ConditionSnapshot.True || condition.Message.Length == 0 ? "" : ": " + condition.Message;

    private static void AddEvents(List<Line> lines, IReadOnlyList<EventSnapshot> events)
    {
        var reasonWidth = events.Max(e => e.Reason.Length);
        var regardingWidth = events.Max(e => e.Regarding.Length);
        foreach (var e in events)
        {
            var count = e.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $" (x{e.Count})") : "";
            lines.Add(new Line(
                new Span(e.Time.ToString("HH:mm:ss", CultureInfo.InvariantCulture) + "  ", Tone.Faint),
                new Span(e.Reason.PadRight(reasonWidth) + "  ", e.IsWarning ? Tone.Bad : Tone.Plain),
                new Span(e.Regarding.PadRight(regardingWidth) + "  "),
                new Span(e.Message + count, Tone.Faint)));
        }
    }
}
