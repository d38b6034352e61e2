using Microsoft.Extensions.Hosting;

namespace Hermes.Kubernetes.Hosting;

/// <summary>Stands where the options leave nothing to be run.</summary>
internal sealed class NothingHosted : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
