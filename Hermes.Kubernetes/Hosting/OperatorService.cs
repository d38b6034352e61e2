using Hermes.Kubernetes.Caching;
using Hermes.Kubernetes.Controllers;
using Hermes.Kubernetes.Health;
using Hermes.Kubernetes.LeaderElection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Hermes.Kubernetes.Hosting;

/// <summary>
/// Runs the informers as long as the host runs, and the controllers while this process leads. A fault in either is a bug: it ends the host.
/// </summary>
internal sealed class OperatorService : BackgroundService, IHealthProbe
{
    /// <summary>How long reconciles that have been cancelled are waited for.</summary>
    public static readonly TimeSpan AbortLimit = TimeSpan.FromSeconds(5);

    private readonly InformerCache _informers;
    private readonly IReadOnlyList<IController> _controllers;
    private readonly ILeadership _leadership;
    private readonly KubernetesOperatorOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    public OperatorService(
        InformerCache informers,
        IEnumerable<IController> controllers,
        ILeadership leadership,
        IOptions<KubernetesOperatorOptions> options,
        TimeProvider time,
        ILogger<OperatorService> logger)
    {
        (_informers, _controllers, _leadership) = (informers, [.. controllers], leadership);
        (_options, _time, _logger) = (options.Value, time, logger);
        if (_controllers.GroupBy(controller => controller.Name).FirstOrDefault(named => named.Count() > 1) is { } clash)
        {
            throw new InvalidOperationException($"Two controllers are named {clash.Key}: give one of them another name with WithName.");
        }
    }

    public string Name => "loops";

    public HealthProbeKind Kind => HealthProbeKind.Liveness;

    /// <summary>A loop that has ended before the host was told to stop never comes back.</summary>
    public string? Check() => ExecuteTask is { IsFaulted: true } run
        ? $"ended by a fault: {run.Exception?.InnerException?.Message}"
        : _leadership.CheckLoop();

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => RunAsync(stoppingToken);

    /// <summary>Runs until told to stop, on the caller's context where that has one.</summary>
    internal async Task RunAsync(CancellationToken stoppingToken)
    {
        _logger.Starts(_options.Name, _controllers.Count);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        using var aborting = new CancellationTokenSource(Timeout.InfiniteTimeSpan, _time);
        using var informersStopping = new CancellationTokenSource();
        var informers = EndAllAsync(_informers.RunAsync(informersStopping.Token), ending.Cancel);
        var controllers = RunControllersAsync(ending.Cancel, ending.Token, aborting.Token);
        await using var lost = _leadership.Lost.Register(() =>
        {
            aborting.Cancel();
            ending.Cancel();
        });

        await WaitAsync(ending.Token);
        aborting.CancelAfter(_options.DrainTimeout);
        try
        {
            await controllers.WaitAsync(_options.DrainTimeout + AbortLimit, _time, CancellationToken.None);
        }
        catch (TimeoutException) when (!controllers.IsCompleted)
        {
            // What they throw from here on is nobody's.
            _ = controllers.ContinueWith(
                static left => _ = left.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            _logger.LeavesReconciles(_options.Name);
        }
        finally
        {
            _leadership.Resign();

            // Last, so that reconciles still running see a store in step.
            StopInformers();
            await informers;
        }

        _logger.Stopped(_options.Name);

        // Here and now: CancelAsync would go by way of the thread pool.
        void StopInformers() => informersStopping.Cancel();
    }

    /// <summary>Stands by until this process leads, with caches that are kept warm and queues that fill; then works.</summary>
    private async Task RunControllersAsync(Action end, CancellationToken ending, CancellationToken aborting)
    {
        try
        {
            await _leadership.WaitAsync(ending);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            return;
        }

        await Task.WhenAll(_controllers.Select(controller => EndAllAsync(controller.RunAsync(ending, aborting), end)));
    }

    /// <summary>Lets the end of one loop, for whatever cause, end the others.</summary>
    private static async Task EndAllAsync(Task loop, Action end)
    {
        try
        {
            await loop;
        }
        finally
        {
            end();
        }
    }

    private static async Task WaitAsync(CancellationToken cancellationToken)
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancellationToken.Register(cancelled.SetResult);
        await cancelled.Task;
    }
}
