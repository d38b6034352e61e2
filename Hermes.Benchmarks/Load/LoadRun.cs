using Hermes.Benchmarks.Reporting;
using Hermes.Benchmarks.Requests;
using Hermes.Benchmarks.Runs;

namespace Hermes.Benchmarks.Load;

/// <summary>Makes apps as fast as the writers can, until every one has its children and a status.</summary>
internal sealed class LoadRun(RunSettings settings, TextWriter output, TimeProvider time)
{
    /// <summary>Measures.</summary>
    /// <returns>The exit code: 1 where apps are missing, or more was sent than creation may cost.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await using var session = await BenchmarkSession.StartAsync(settings, output, time, cancellationToken);
        var result = await MeasureAsync(session, cancellationToken);
        Print(result);
        Report.Save(settings.JsonPath, result, ResultJsonContext.Default.LoadResult);
        return result.Missing == 0 && result.BeyondCounts.Count == 0 ? 0 : 1;
    }

    private async Task<LoadResult> MeasureAsync(BenchmarkSession session, CancellationToken cancellationToken)
    {
        var (sentBefore, usedBefore) = (await session.Meter.ReadAsync(cancellationToken), session.Operator.Usage());
        var creation = await session.CreateAsync(1, settings.Apps, cancellationToken);
        var sent = (await session.Meter.SettledAsync(settings.Apps, cancellationToken)).Since(sentBefore);
        var children = session.Fleet.Children;
        return new LoadResult
        {
            Lane = settings.Lane,
            Apps = settings.Apps,
            Writers = settings.Writers,
            Workers = settings.Workers,
            Children = children,
            Missing = creation.Missing,
            FirstFault = creation.FirstFault,
            WrittenSeconds = Math.Round(creation.Written.TotalSeconds, 3),
            Seconds = Math.Round(creation.Duration.TotalSeconds, 3),
            AppsPerSecond = Math.Round((settings.Apps - creation.Missing) / creation.Duration.TotalSeconds, 2),
            Latency = Milliseconds.Of(creation.Latencies),
            Operator = OperatorUsage.Between(usedBefore, session.Operator.Usage(), settings.Apps),
            OperatorReadySeconds = Math.Round(session.Operator.ReadyAfter.TotalSeconds, 3),
            Requests = RequestLine.Of(sent, settings.Apps),
            BeyondCounts = CreationBudget.Beyond(sent, children, settings.Apps, session.Cluster.AreEventsOperators),
        };
    }

    private void Print(LoadResult result)
    {
        var report = new Report(output);
        report.Title($"load on {result.Lane}: {result.Apps} apps, {result.Writers} writers, {result.Workers} workers");
        var kinds = string.Join(", ", result.Children.OrderBy(child => child.Key, StringComparer.Ordinal).Select(child => FormattableString.Invariant($"{child.Key} {child.Value}")));
        report.Line("children", $"{(double)result.Children.Values.Sum() / result.Apps:0.##} per app: {kinds}");
        report.Line("written", $"in {result.WrittenSeconds:F2} s");
        report.Line("carried out", $"in {result.Seconds:F2} s, {result.AppsPerSecond:F1} apps/s{(result.Missing == 0 ? "" : FormattableString.Invariant($"; {result.Missing} MISSING, {result.FirstFault}"))}");
        report.Durations("latency", result.Latency);
        report.Operator(result.Operator);
        report.Requests(result.Requests);
        report.Faults("beyond the counts", result.BeyondCounts);
    }
}
