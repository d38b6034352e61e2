using Hermes.Benchmarks.Reporting;
using Hermes.Benchmarks.Runs;
using Hermes.Kubernetes.Caching;
using k8s.Models;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hermes.Benchmarks.Drift;

/// <summary>Deletes children one by one while many apps stand, and waits until each is back.</summary>
/// <param name="settings">What is measured, and where.</param>
/// <param name="children">How many children to delete.</param>
/// <param name="output">Where the report goes.</param>
/// <param name="time">The clock.</param>
internal sealed class DriftRun(RunSettings settings, int children, TextWriter output, TimeProvider time)
{
    // Which children are deleted repeats from run to run.
    private const int Seed = 20_261_124;

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await using var session = await BenchmarkSession.StartAsync(settings, output, time, cancellationToken);
        await session.StandAsync(cancellationToken);
        var result = await MeasureAsync(session, cancellationToken);
        Print(result);
        Report.Save(settings.JsonPath, result, ResultJsonContext.Default.DriftResult);
        return 0;
    }

    private async Task<DriftResult> MeasureAsync(BenchmarkSession session, CancellationToken cancellationToken)
    {
        var cluster = session.Cluster;
        var informers = new InformerCache(cluster.Client, time, NullLoggerFactory.Instance, [cluster.Namespace]);
        IDeletedChildren[] kinds =
        [
            new DeletedChildren<V1Deployment>(informers, cluster.Client, cluster.Namespace, V1Deployment.KubeKind, time),
            new DeletedChildren<V1Service>(informers, cluster.Client, cluster.Namespace, V1Service.KubeKind, time),
            new DeletedChildren<V1Ingress>(informers, cluster.Client, cluster.Namespace, V1Ingress.KubeKind, time),
            new DeletedChildren<V2HorizontalPodAutoscaler>(informers, cluster.Client, cluster.Namespace, V2HorizontalPodAutoscaler.KubeKind, time),
        ];
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watching = informers.RunAsync(stop.Token);
        try
        {
            await Task.WhenAll(kinds.Select(kind => kind.WaitForSyncAsync(cancellationToken)));
            var used = session.Operator.Usage();
            var times = await DeleteAsync([.. kinds.Where(kind => kind.Names.Count > 0)], session, cancellationToken);
            return new DriftResult
            {
                Lane = settings.Lane,
                Apps = settings.Apps,
                Deleted = children,
                Back = Milliseconds.Of([.. times.Select(one => one.After)]),
                ByKind = times.GroupBy(one => one.Kind, StringComparer.Ordinal).ToDictionary(
                    group => group.Key, group => Milliseconds.Of([.. group.Select(one => one.After)]), StringComparer.Ordinal),
                Operator = OperatorUsage.Between(used, session.Operator.Usage(), settings.Apps),
            };
        }
        finally
        {
            await stop.CancelAsync();
            await watching;
        }
    }

    private async Task<List<(string Kind, TimeSpan After)>> DeleteAsync(
        IReadOnlyList<IDeletedChildren> kinds, BenchmarkSession session, CancellationToken cancellationToken)
    {
#pragma warning disable CA5394 // It only has to be spread evenly.
        var random = new Random(Seed);
        List<(string Kind, TimeSpan After)> times = [];
        for (var i = 0; i < children; i++)
        {
            var kind = kinds[i % kinds.Count];
            var names = kind.Names;
            times.Add((kind.Kind, await kind.DeleteAsync(names[random.Next(names.Count)], cancellationToken)));
            session.Bar.Show(i + 1, children);
        }
#pragma warning restore CA5394

        session.Bar.Clear();
        return times;
    }

    private void Print(DriftResult result)
    {
        var report = new Report(output);
        report.Title($"drift on {result.Lane}: {result.Deleted} children deleted one by one while {result.Apps} apps stand");
        report.Durations("back after", result.Back);
        foreach (var (kind, times) in result.ByKind.OrderBy(kind => kind.Key, StringComparer.Ordinal))
        {
            report.Line("", $"{kind}: p50 {times.P50:F1} ms, p95 {times.P95:F1} ms, max {times.Max:F1} ms");
        }

        report.Operator(result.Operator);
    }
}
