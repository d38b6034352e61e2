using Hermes.Service.Settings;

namespace Hermes.Service.Draining;

/// <summary>
/// Holds the server's stop back after SIGTERM: endpoints are removed while the signal is on its way, so requests still arrive for a
/// moment, and a listener closed at once would refuse them. Serves for the delay, then until nothing is in flight, within the timeout.
/// </summary>
internal sealed partial class DrainingService(
    RequestsInFlight requests, ServiceSettings settings, TimeProvider time, ILogger<DrainingService> logger) : IHostedLifecycleService
{
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        LogDraining(settings.DrainDelay.TotalSeconds, settings.DrainTimeout.TotalSeconds);
        using var timeout = new CancellationTokenSource(settings.DrainTimeout, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await Task.Delay(settings.DrainDelay, time, stop.Token);
            await requests.WhenIdle().WaitAsync(stop.Token);
            LogDrained();
        }
        catch (OperationCanceledException)
        {
            LogGaveUp(settings.DrainTimeout.TotalSeconds);
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Information, "Draining: not ready, serving for {DelaySeconds} s and until idle, for {TimeoutSeconds} s at most")]
    private partial void LogDraining(double delaySeconds, double timeoutSeconds);

    [LoggerMessage(LogLevel.Information, "Drained: no request is in flight")]
    private partial void LogDrained();

    [LoggerMessage(LogLevel.Warning, "Requests are still in flight after {TimeoutSeconds} s and are cut off")]
    private partial void LogGaveUp(double timeoutSeconds);
}
