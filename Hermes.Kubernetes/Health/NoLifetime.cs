using Microsoft.Extensions.Hosting;

namespace Hermes.Kubernetes.Health;

/// <summary>A lifetime without signals, for an application inside another host.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
