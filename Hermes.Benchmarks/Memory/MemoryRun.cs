using Hermes.Benchmarks.Reporting;
using Hermes.Benchmarks.Runs;

namespace Hermes.Benchmarks.Memory;

/// <summary>Adds apps up to each rung of a ladder, and reads what the operator uses once it is at rest there.</summary>
/// <param name="settings">What is measured, and where.</param>
/// <param name="ladder">Numbers of apps, from the least.</param>
/// <param name="output">Where the report goes.</param>
/// <param name="time">The clock.</param>
internal sealed class MemoryRun(RunSettings settings, IReadOnlyList<int> ladder, TextWriter output, TimeProvider time)
{
    private const double KilobytesPerMegabyte = 1024;

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await using var session = await BenchmarkSession.StartAsync(settings, output, time, cancellationToken);
        var report = new Report(output);
        report.Title($"memory on {settings.Lane}: {string.Join(", ", ladder)} apps");
        List<MemoryRung> rungs = [];
        foreach (var apps in ladder)
        {
            var rung = await ClimbAsync(session, rungs.LastOrDefault()?.Apps ?? 0, apps, rungs.FirstOrDefault(), cancellationToken);
            rungs.Add(rung);
            report.Line(
                FormattableString.Invariant($"{rung.Apps} apps"),
                $"RSS {rung.Operator.RssMegabytes:F0} MB, {rung.RssKilobytesPerApp:F1} KB per app, peak {rung.Operator.PeakRssMegabytes:F0} MB; CPU {rung.Operator.CpuMillisecondsPerApp:F2} ms per added app, {rung.CpuToFirst:F2} of the first");
        }

        Report.Save(settings.JsonPath, new MemoryResult(settings.Lane, rungs), ResultJsonContext.Default.MemoryResult);
        return 0;
    }

    private static async Task<MemoryRung> ClimbAsync(BenchmarkSession session, int standing, int apps, MemoryRung? first, CancellationToken cancellationToken)
    {
        var added = apps - standing;
        var used = session.Operator.Usage();
        (await session.CreateAsync(standing + 1, added, cancellationToken)).ThrowIfMissing();
        await session.Meter.SettledAsync(added, cancellationToken);
        var usage = OperatorUsage.Between(used, session.Operator.Usage(), added);
        var toFirst = first is null ? 1 : Math.Round(usage.CpuMillisecondsPerApp / first.Operator.CpuMillisecondsPerApp, 3);
        return new MemoryRung(apps, added, usage, Math.Round(usage.RssMegabytes * KilobytesPerMegabyte / apps, 1), toFirst);
    }
}
