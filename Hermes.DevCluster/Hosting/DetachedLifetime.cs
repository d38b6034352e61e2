using Microsoft.Extensions.Hosting;

namespace Hermes.DevCluster.Hosting;

/// <summary>Keeps the web host from listening to the process' signals: they belong to the program that the server runs in.</summary>
internal sealed class DetachedLifetime : IHostLifetime
{
    /// <inheritdoc/>
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
