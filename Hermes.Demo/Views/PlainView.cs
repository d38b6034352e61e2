using Hermes.Demo.Rendering;
using Hermes.Demo.Snapshots;

namespace Hermes.Demo.Views;

/// <summary>A line for each change: what a pipe, a file or a CI log can take.</summary>
internal sealed class PlainView(TextWriter output) : IDemoView
{
    public async Task ShowAsync(IAsyncEnumerable<DemoSnapshot> snapshots, CancellationToken cancellationToken)
    {
        DemoSnapshot? previous = null;
        try
        {
            await foreach (var snapshot in snapshots.WithCancellation(cancellationToken))
            {
                foreach (var line in Lines(previous, snapshot))
                {
                    await output.WriteLineAsync(line.ToString());
                }

                await output.FlushAsync(cancellationToken);
                previous = snapshot;
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The end that was asked for.
        }
    }

    // The whole tree each time that the last app becomes ready, the changes on the way there.
    private static IReadOnlyList<Line> Lines(DemoSnapshot? previous, DemoSnapshot snapshot)
    {
        var changes = ChangeRenderer.Render(previous, snapshot);
        return snapshot.IsReady && previous is not { IsReady: true } ? [.. changes, Line.Empty, .. TreeRenderer.Render(snapshot)] : changes;
    }
}
