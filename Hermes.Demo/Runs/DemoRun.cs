using Hermes.Clusters;
using Hermes.Demo.Commands;
using Hermes.Demo.Installing;
using Hermes.Demo.Observing;
using Hermes.Demo.SampleService;
using Hermes.Demo.Views;
using Hermes.Kubernetes.Caching;
using Hermes.Kubernetes.Client;
using Hermes.Kubernetes.Configuration;
using Hermes.Kubernetes.Transport;
using Hermes.Operator.Commands;
using Hermes.Operator.Entities;
using Hermes.Operator.Hosting;
using Hermes.Operator.Installation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Spectre.Console;
using SourceGenerationContext = k8s.SourceGenerationContext;

namespace Hermes.Demo.Runs;

/// <summary>One run of the demo: a cluster, the operator and the apps, shown until the end that was asked for.</summary>
internal sealed class DemoRun(DemoSettings settings, TextWriter output, TextWriter error, TimeProvider time)
{
    // Nobody sends requests that a move of traffic could lose.
    private static readonly TimeSpan TrafficGrace = TimeSpan.FromSeconds(1);

    /// <summary>Runs.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync()
    {
        var faults = new List<string>();
        var apps = ReadApps(faults);
        if (faults.Count > 0)
        {
            foreach (var fault in faults)
            {
                await error.WriteLineAsync(fault);
            }

            return 1;
        }

        using var signals = new StopSignals();
        try
        {
            return await RunAsync(apps, signals.Token);
        }
        catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
        {
            return 0;
        }
        catch (Exception exception) when (exception is ClusterLaneException or ClusterConfigurationException or KubernetesException or IOException)
        {
            await error.WriteLineAsync(exception.Message.ReplaceLineEndings(" "));
            return 1;
        }
    }

    private List<HermesApp> ReadApps(List<string> faults)
    {
        var files = settings.Files.Count > 0 ? settings.Files : SampleFiles.All;
        var defaults = new OperatorOptions();
        var manifests = new AppManifests("default", defaults.ClusterDomain, defaults.Tenants);
        var apps = new List<HermesApp>();
        using var input = Console.OpenStandardInput();
        foreach (var file in files)
        {
            apps.AddRange(manifests.Read(ManifestFile.Read(file, input), faults));
        }

        return apps;
    }

    private async Task<int> RunAsync(List<HermesApp> apps, CancellationToken stop)
    {
        await using var cluster = await ClusterLanes.StartAsync(new ClusterOptions { Lane = settings.Lane, KubeconfigPath = settings.KubeconfigPath }, stop);
        using var loggers = LoggerFactory.Create(Log);
        using var connection = new ApiConnection(ClusterConfiguration.Load(cluster.KubeconfigPath), timeProvider: time, loggerFactory: loggers);
        var catalog = new ResourceCatalog([SourceGenerationContext.Default, HermesJsonContext.Default]);
        var client = new ResourceClient(connection, catalog);
        await new DefinitionInstaller(client, catalog).InstallAsync(stop);

        await using var sample = settings.WithService ? await SampleServiceRun.StartAsync(time, stop) : null;
        var options = new OperatorOptions { Kubeconfig = cluster.KubeconfigPath, HealthPort = null, TrafficGrace = TrafficGrace };
        await using var host = await OperatorHost.StartAsync(options, stop, services => services.AddLogging(Log), sample?.Export);
        var installer = new AppInstaller(client);
        if (cluster.Capabilities.HasFlag(ClusterCapabilities.Simulator))
        {
            await installer.InstallIngressClassesAsync(apps, stop);
        }

        await installer.InstallAsync(apps, stop);

        var informers = new InformerCache(client, time, loggers);
        var observer = new ClusterObserver(informers, cluster.KubeconfigPath, time, sample is null ? null : sample.Take);
        if (sample is not null)
        {
            sample.OnChange(observer.Wake);
            await sample.GreetAsync(stop);
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);

        // Without an operator there is nothing left to show.
        using var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(end.Cancel);
        var watching = informers.RunAsync(end.Token);
        try
        {
            var exitCode = await ShowAsync(observer, end.Token);
            if (!end.IsCancellationRequested || stop.IsCancellationRequested)
            {
                return exitCode;
            }

            await error.WriteLineAsync("the operator has stopped by a fault of its own; --verbose shows its log");
            return 1;
        }
        finally
        {
            await end.CancelAsync();
            await watching;
            if (!cluster.IsTemporary)
            {
                await installer.RemoveAsync(apps);
            }
        }
    }

    private async Task<int> ShowAsync(ClusterObserver observer, CancellationToken stop)
    {
        if (settings.IsOnce)
        {
            return await new OnceRun(output, error, time).RunAsync(observer.SnapshotsAsync(stop), settings.Timeout, stop);
        }

        await View().ShowAsync(observer.SnapshotsAsync(stop), stop);
        return 0;
    }

    private IDemoView View() => Console.IsOutputRedirected || settings.IsVerbose || !AnsiConsole.Profile.Capabilities.Ansi
        ? new PlainView(output)
        : new LiveView(AnsiConsole.Console);

    // Silent unless asked: a line of log in the middle of the tree would tear it.
    private void Log(ILoggingBuilder logging)
    {
        if (!settings.IsVerbose)
        {
            return;
        }

        logging.AddSimpleConsole(console => console.SingleLine = true);
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
