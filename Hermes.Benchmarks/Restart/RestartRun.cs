using Hermes.Benchmarks.Processes;
using Hermes.Benchmarks.Reporting;
using Hermes.Benchmarks.Requests;
using Hermes.Benchmarks.Runs;

namespace Hermes.Benchmarks.Restart;

/// <summary>Stops the operator and starts it anew with everything in place: it must become ready soon, and write nothing.</summary>
internal sealed class RestartRun(RunSettings settings, TextWriter output, TimeProvider time)
{
    // Each costs one write of its status, and nothing else.
    private const int PausedApps = 2;

    /// <returns>The exit code: 1 where it wrote.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await using var session = await BenchmarkSession.StartAsync(settings, output, time, cancellationToken);
        await session.StandAsync(cancellationToken);
        var result = await MeasureAsync(session, cancellationToken);
        Print(result);
        Report.Save(settings.JsonPath, result, ResultJsonContext.Default.RestartResult);
        return result.Writes.Count == 0 ? 0 : 1;
    }

    private async Task<RestartResult> MeasureAsync(BenchmarkSession session, CancellationToken cancellationToken)
    {
        await session.StopOperatorAsync();
        var sentBefore = await session.Meter.ReadAsync(cancellationToken);
        var meanwhile = await session.Fleet.CreatePausedAsync(cancellationToken);
        await session.StartOperatorAsync(cancellationToken);

        // Behind all others in the queue: once it has its status, they have been looked at.
        var last = await session.Fleet.CreatePausedAsync(cancellationToken);
        var caughtUp = await session.Fleet.DoneAsync(last, cancellationToken);
        var firstStatus = await session.Fleet.DoneAsync(meanwhile, cancellationToken);
        var used = session.Operator.Usage();
        var sent = (await session.Meter.SettledAsync(settings.Apps, cancellationToken)).Since(sentBefore)
            .Without(OperatorRequests.StatusApply, PausedApps);
        return new RestartResult
        {
            Lane = settings.Lane,
            Apps = settings.Apps,
            ReadyMilliseconds = Math.Round(session.Operator.ReadyAfter.TotalMilliseconds, 1),
            FirstStatusMilliseconds = SinceStart(session, firstStatus),
            CaughtUpMilliseconds = SinceStart(session, caughtUp),
            Operator = OperatorUsage.Between(new ProcessUsage(TimeSpan.Zero, 0, 0), used, settings.Apps),
            Requests = RequestLine.Of(sent, settings.Apps),
            Writes = [.. sent.All.Where(count => OperatorRequests.IsWrite(count.Key)).Select(count => FormattableString.Invariant($"{count.Key}: {count.Count}"))],
        };
    }

    private double SinceStart(BenchmarkSession session, long at) =>
        Math.Round(time.GetElapsedTime(session.Operator.Started, at).TotalMilliseconds, 1);

    private void Print(RestartResult result)
    {
        var report = new Report(output);
        report.Title($"restart on {result.Lane}: {result.Apps} apps stand");
        report.Line("ready", $"after {result.ReadyMilliseconds:F0} ms");
        report.Line("first status", $"after {result.FirstStatusMilliseconds:F0} ms, of an app that was made meanwhile");
        report.Line("caught up", $"after {result.CaughtUpMilliseconds:F0} ms: every app has been looked at");
        report.Operator(result.Operator);
        report.Requests(result.Requests);
        report.Faults("writes", result.Writes);
    }
}
