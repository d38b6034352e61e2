using Hermes.Benchmarks.Reporting;
using Hermes.Benchmarks.Requests;
using Hermes.Benchmarks.Runs;

namespace Hermes.Benchmarks.Idle;

/// <summary>Watches an operator at rest.</summary>
/// <param name="settings">What is measured, and where.</param>
/// <param name="duration">How long it is watched.</param>
/// <param name="output">Where the report goes.</param>
/// <param name="time">The clock.</param>
internal sealed class IdleRun(RunSettings settings, TimeSpan duration, TextWriter output, TimeProvider time)
{
    /// <returns>The exit code: 1 where it sent a request.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await using var session = await BenchmarkSession.StartAsync(settings, output, time, cancellationToken);
        await session.StandAsync(cancellationToken);
        var result = await MeasureAsync(session, cancellationToken);
        Print(result);
        Report.Save(settings.JsonPath, result, ResultJsonContext.Default.IdleResult);
        return result.Requests.Count == 0 ? 0 : 1;
    }

    private async Task<IdleResult> MeasureAsync(BenchmarkSession session, CancellationToken cancellationToken)
    {
        var (before, used) = (await RequestCounts.ReadAsync(session.Cluster.Connection, cancellationToken), session.Operator.Usage());
        await Task.Delay(duration, time, cancellationToken);
        var sent = (await RequestCounts.ReadAsync(session.Cluster.Connection, cancellationToken)).Since(before);
        return new IdleResult
        {
            Lane = settings.Lane,
            Apps = settings.Apps,
            Seconds = duration.TotalSeconds,
            Operator = OperatorUsage.Between(used, session.Operator.Usage(), settings.Apps),
            Requests = RequestLine.Of(sent.Where(key => OperatorRequests.Includes(key) && (session.Cluster.AreEventsOperators || key.Resource != "events")), settings.Apps),
            Watches = sent.Where(key => key.Verb == "WATCH").Sum(),
        };
    }

    private void Print(IdleResult result)
    {
        var report = new Report(output);
        report.Title($"idle on {result.Lane}: {result.Apps} apps at rest for {result.Seconds:F0} s");
        report.Operator(result.Operator);
        report.Line("watches", $"{result.Watches} opened or ended");
        report.Requests(result.Requests);
    }
}
