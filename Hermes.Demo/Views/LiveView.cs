using Hermes.Demo.Rendering;
using Hermes.Demo.Snapshots;
using Spectre.Console;

namespace Hermes.Demo.Views;

/// <summary>A tree that is drawn over with each change.</summary>
internal sealed class LiveView(IAnsiConsole console) : IDemoView
{
    public async Task ShowAsync(IAsyncEnumerable<DemoSnapshot> snapshots, CancellationToken cancellationToken)
    {
        try
        {
            await console.Live(new Text("Starting"))
                .AutoClear(false)
                .Overflow(VerticalOverflow.Crop)
                .StartAsync(async live =>
                {
                    await foreach (var snapshot in snapshots.WithCancellation(cancellationToken))
                    {
                        live.UpdateTarget(Drawing(snapshot, console.Profile.Width, console.Profile.Height));
                    }
                });
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The end that was asked for; what was drawn last stays on the screen.
        }
    }

    private static Rows Drawing(DemoSnapshot snapshot, int width, int height)
    {
        // One line is the cursor's. A line that wrapped would be one more than was counted, so all are cut but the last, to be copied.
        var copied = TreeRenderer.KubectlLine(snapshot);
        var copiedHeight = 1 + ((copied.ToString().Length - 1) / width);
        var lines = TreeRenderer.Render(snapshot, height - copiedHeight);
        return new Rows([.. lines.SkipLast(1).Select(line => Drawing(LineWidth.Cut(line, width))), Drawing(copied)]);
    }

    private static Paragraph Drawing(Line line)
    {
        var paragraph = new Paragraph();
        foreach (var span in line.Spans)
        {
            paragraph.Append(span.Text, Style(span.Tone));
        }

        // An empty paragraph has no height.
        return line.Spans.Count > 0 ? paragraph : paragraph.Append(" ");
    }

    private static Style Style(Tone tone) => tone switch
    {
        Tone.Strong => new Style(decoration: Decoration.Bold),
        Tone.Faint => new Style(Color.Grey),
        Tone.Good => new Style(Color.Green),
        Tone.Waiting => new Style(Color.Yellow),
        Tone.Bad => new Style(Color.Red),
        _ => Spectre.Console.Style.Plain,
    };
}
