using System.Globalization;
using Hermes.Clusters;
using Hermes.DevCluster;
using Hermes.Kubernetes.Client;
using Hermes.Kubernetes.Configuration;
using Hermes.Kubernetes.Transport;
using Hermes.Operator.Controllers;
using Hermes.Operator.Entities;
using Hermes.Operator.Hosting;
using Hermes.Operator.Installation;
using k8s;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hermes.Campaigns.Soak;

/// <summary>One soak: cluster, operator and editors in this process.</summary>
internal sealed class SoakRun(SoakSettings settings, TextWriter output, TimeProvider time)
{
    private const double Megabyte = 1024 * 1024;
    private const int ShownFaults = 20;

    // Nobody sends requests that a move of traffic could lose.
    private static readonly TimeSpan TrafficGrace = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SampleInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan SettleLimit = TimeSpan.FromMinutes(10);

    // An operator that has nothing left to do writes nothing.
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10);

    private readonly MemorySeries _memory = new();
    private readonly long _started = time.GetTimestamp();
    private TimeSpan _lastProgress;

    /// <summary>Runs.</summary>
    /// <returns>The exit code: 1 where it did not end as it must.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await using var cluster = await ClusterLanes.StartAsync(new ClusterOptions { Lane = "devcluster" }, cancellationToken);
        using var log = new FaultLog();
        using var reconciles = new ReconcileCounter();
        using var connection = new ApiConnection(ClusterConfiguration.Load(cluster.KubeconfigPath), timeProvider: time);
        var catalog = new ResourceCatalog([SourceGenerationContext.Default, HermesJsonContext.Default]);
        var client = new ResourceClient(connection, catalog);
        await new DefinitionInstaller(client, catalog).InstallAsync(cancellationToken);

        var host = await OperatorHost.StartAsync(
            new OperatorOptions { Kubeconfig = cluster.KubeconfigPath, HealthPort = null, TrafficGrace = TrafficGrace },
            cancellationToken,
            services => services.AddLogging(logging => logging.AddProvider(log)));
        EndState end;
        IReadOnlyList<string> unsettled;
        await using (host.ConfigureAwait(false))
        {
            end = new EndState(client, host.Services.GetRequiredService<ControllerSettings>().Environment);
            await SoakAsync(cluster.DevCluster!, client, reconciles, cancellationToken);
            unsettled = await SettleAsync(cluster.DevCluster!, end, cancellationToken);
        }

        GC.Collect();
        GC.WaitForPendingFinalizers();
        var faults = unsettled.Count > 0 ? unsettled : await end.FaultsAsync(settings.Apps, cancellationToken);
        return await JudgeAsync([.. log.Faults, .. faults], log);
    }

    private async Task SoakAsync(DevClusterServer server, IKubernetesClient client, ReconcileCounter reconciles, CancellationToken cancellationToken)
    {
        var editor = new AppEditor(client, settings);
        await editor.CreateAsync(cancellationToken);
        var created = time.GetElapsedTime(_started);
        await SayAsync($"{settings.Apps} apps created, seed {settings.Seed}");

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var disturbances = new Disturbances(server, client, time);
        var editing = editor.RunAsync(time, stop.Token);
        var disturbing = disturbances.RunAsync(stop.Token);
        using var timer = new PeriodicTimer(SampleInterval, time);
        try
        {
            while (!editing.IsCompleted && !disturbing.IsCompleted && await timer.WaitForNextTickAsync(cancellationToken))
            {
                var elapsed = time.GetElapsedTime(_started) - created;
                _memory.Add(elapsed, Environment.WorkingSet);
                if (elapsed - _lastProgress >= ProgressInterval || elapsed >= settings.Duration)
                {
                    _lastProgress = elapsed;
                    await SayAsync(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{editor.Edits} edits ({editor.Misses} found nothing), {reconciles.Count} reconciles ({reconciles.Failures} unsuccessful), {disturbances.WatchCloses} times watches closed, {disturbances.Compactions} compactions, working set {Environment.WorkingSet / Megabyte:F0} MB, managed heap {GC.GetTotalMemory(forceFullCollection: false) / Megabyte:F0} MB"));
                }

                if (elapsed >= settings.Duration)
                {
                    break;
                }
            }
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(editing, disturbing);
        }
    }

    /// <summary>Waits until every app says that it is as asked, and nobody writes any more.</summary>
    /// <returns>What was still not so when the wait was given up.</returns>
    private async Task<IReadOnlyList<string>> SettleAsync(DevClusterServer server, EndState end, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var (seen, quietSince) = (server.Trace.Count, started);
        while (true)
        {
            await Task.Delay(SampleInterval, time, cancellationToken);
            if (server.Trace.Since(seen).Any(request => request.IsWrite))
            {
                quietSince = time.GetTimestamp();
            }

            seen = server.Trace.Count;
            var unsettled = await end.UnsettledAsync(cancellationToken);
            var isQuiet = time.GetElapsedTime(quietSince) >= Quiet;
            if (unsettled.Count == 0 && isQuiet)
            {
                await SayAsync("settled");
                return [];
            }

            if (time.GetElapsedTime(started) > SettleLimit)
            {
                return unsettled.Count > 0 ? unsettled : [$"somebody still writes {SettleLimit:c} after the last edit"];
            }
        }
    }

    private async Task<int> JudgeAsync(List<string> faults, FaultLog log)
    {
        var growth = _memory.Growth();
        if (growth > settings.MaxGrowth)
        {
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"the working set grew by {growth:F1} % over the last half, more than {settings.MaxGrowth:F0} %"));
        }

        foreach (var (warning, count) in log.Warnings.OrderBy(warning => warning.Key, StringComparer.Ordinal))
        {
            await SayAsync(string.Create(CultureInfo.InvariantCulture, $"warned {count} times: {warning}"));
        }

        await SayAsync(string.Create(CultureInfo.InvariantCulture, $"working set: peak {_memory.Peak / Megabyte:F0} MB, {growth:+0.0;-0.0} % over the last half"));
        foreach (var fault in faults.Take(ShownFaults))
        {
            await SayAsync($"FAULT {fault}");
        }

        await SayAsync(faults.Count == 0 ? "passed" : string.Create(CultureInfo.InvariantCulture, $"failed: {faults.Count} faults"));
        return faults.Count == 0 ? 0 : 1;
    }

    private Task SayAsync(string line) => output.WriteLineAsync($"{time.GetElapsedTime(_started):hh\\:mm\\:ss} {line}");
}
