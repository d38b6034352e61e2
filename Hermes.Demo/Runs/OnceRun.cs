using Hermes.Demo.Rendering;
using Hermes.Demo.Snapshots;

namespace Hermes.Demo.Runs;

/// <summary>Waits until every app is ready, prints the tree once, and says by its exit code how that went.</summary>
internal sealed class OnceRun(TextWriter output, TextWriter error, TimeProvider time)
{
    /// <summary>Runs.</summary>
    /// <param name="snapshots">One for each change.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="cancellationToken">Gives up before that.</param>
    /// <returns>0 where every app is ready, else 1, with a line on the error output for each that is not.</returns>
    public async Task<int> RunAsync(IAsyncEnumerable<DemoSnapshot> snapshots, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(timeout, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        DemoSnapshot? last = null;
        try
        {
            await foreach (var snapshot in snapshots.WithCancellation(stop.Token))
            {
                last = snapshot;
                if (snapshot.IsReady)
                {
                    await PrintAsync(snapshot);
                    return 0;
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // What was seen until then is printed.
        }

        var waited = deadline.IsCancellationRequested ? FormattableString.Invariant($" after {timeout.TotalSeconds} s") : "";
        if (last is null)
        {
            await error.WriteLineAsync($"nothing could be read from the cluster{waited}");
            return 1;
        }

        await PrintAsync(last);
        if (!last.IsTelemetryHere)
        {
            await error.WriteLineAsync($"the telemetry of the sample service and of the rollouts has not all come{waited}");
        }

        foreach (var app in last.Apps.Where(app => !app.IsReady))
        {
            await error.WriteLineAsync(new Line(new Span($"{app.Namespace}/{app.Name}: not ready{waited}: {Why(app)}")).ToString());
        }

        return 1;
    }

    private static string Why(AppSnapshot app)
    {
        if (app.IsDeleting)
        {
            return "it is being deleted";
        }

        if (!app.IsObserved || app.Ready is null)
        {
            return "the operator has not answered for its spec";
        }

        return app.Ready.Status == ConditionSnapshot.True
            ? $"{string.Join(", ", app.Children.Where(child => !child.Exists).Select(child => $"{child.Kind}/{child.Name}"))} cannot be found"
            : $"{app.Ready.Reason}: {app.Ready.Message}";
    }

    private async Task PrintAsync(DemoSnapshot snapshot)
    {
        foreach (var line in TreeRenderer.Render(snapshot))
        {
            await output.WriteLineAsync(line.ToString());
        }

        await output.FlushAsync(CancellationToken.None);
    }
}
