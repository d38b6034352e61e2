using Hermes.Benchmarks.Apps;
using Hermes.Benchmarks.Processes;
using Hermes.Benchmarks.Requests;
using Hermes.Clusters.Reporting;

namespace Hermes.Benchmarks.Runs;

/// <summary>A cluster, an operator at work on it, and apps: what every benchmark starts from.</summary>
internal sealed class BenchmarkSession : IAsyncDisposable
{
    private readonly RunSettings _settings;
    private readonly TimeProvider _time;
    private OperatorProcess? _operator;

    private BenchmarkSession(RunSettings settings, BenchmarkCluster cluster, AppTemplate template, TextWriter output, TimeProvider time)
    {
        (_settings, _time, Cluster) = (settings, time, cluster);
        Fleet = new AppFleet(cluster.Client, cluster.Namespace, template, time);
        Meter = new RequestMeter(cluster.Connection, time);
        Bar = new ProgressBar(output, !Console.IsOutputRedirected);
    }

    public BenchmarkCluster Cluster { get; }

    public AppFleet Fleet { get; }

    public RequestMeter Meter { get; }

    public ProgressBar Bar { get; }

    public OperatorProcess Operator => _operator ?? throw new InvalidOperationException("The operator is stopped.");

    /// <summary>Starts all of it, without apps.</summary>
    public static async Task<BenchmarkSession> StartAsync(RunSettings settings, TextWriter output, TimeProvider time, CancellationToken cancellationToken)
    {
        var template = AppTemplate.Read(settings.SpecPath);
        var cluster = await BenchmarkCluster.StartAsync(settings, time, cancellationToken);
        var session = new BenchmarkSession(settings, cluster, template, output, time);
        try
        {
            await session.Fleet.WaitForSyncAsync(cancellationToken);
            await session.StartOperatorAsync(cancellationToken);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    public async Task StartOperatorAsync(CancellationToken cancellationToken) =>
        _operator = await OperatorProcess.StartAsync(_settings, Cluster.KubeconfigPath, _time, cancellationToken);

    public async Task StopOperatorAsync()
    {
        if (_operator is { } running)
        {
            _operator = null;
            await running.DisposeAsync();
        }
    }

    /// <summary>Makes apps, and waits until they are carried out.</summary>
    /// <exception cref="BenchmarkException">The operator has ended.</exception>
    public async Task<Creation> CreateAsync(int first, int count, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var creating = Fleet.CreateAsync(first, count, _settings.Writers, Bar, stop.Token);
        if (await Task.WhenAny(creating, Operator.Exited) == creating)
        {
            return await creating;
        }

        await stop.CancelAsync();
        await ((Task)creating).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        throw new BenchmarkException($"the operator has ended: {Operator.LastWords}");
    }

    /// <summary>Makes as many apps as the settings say, and waits until the operator is at rest.</summary>
    /// <exception cref="BenchmarkException">Some were not carried out in time.</exception>
    public async Task StandAsync(CancellationToken cancellationToken)
    {
        (await CreateAsync(1, _settings.Apps, cancellationToken)).ThrowIfMissing();
        await Meter.SettledAsync(_settings.Apps, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await StopOperatorAsync();
        await Fleet.DisposeAsync();
        await Cluster.DisposeAsync();
    }
}
