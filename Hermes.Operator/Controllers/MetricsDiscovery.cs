using Hermes.Kubernetes.Caching;
using Hermes.Kubernetes.Client;
using k8s.Models;
using KubernetesException = Hermes.Kubernetes.Client.KubernetesException;

namespace Hermes.Operator.Controllers;

/// <summary>
/// Whether the metrics API is served, asked every 10 seconds by an operator that may not watch APIServices: discovery is open to everybody
/// who is authenticated. Ignorance is null, never absence.
/// </summary>
internal sealed class MetricsDiscovery(IClusterDiscovery discovery, InformerCache informers, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    private readonly IInformer<V1APIService> _watched = informers.Get(AppInformers.MetricsApi);
    private volatile object? _isServed;

    public bool? IsServed => (bool?)_isServed;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Whoever watches knows it sooner, and asks for nothing at rest.
        while (!stoppingToken.IsCancellationRequested && !_watched.HasSynced)
        {
            // The watch has the first word.
            await Task.Delay(Period, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!stoppingToken.IsCancellationRequested && !_watched.HasSynced)
            {
                _isServed = await AskAsync(stoppingToken);
            }
        }
    }

    private async Task<bool?> AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            var resources = await discovery.GetServedResourcesAsync("metrics.k8s.io", "v1beta1", cancellationToken);
            return resources?.Any(resource => resource.Name == "pods") is true;
        }
        catch (Exception failure) when (failure is KubernetesException or HttpRequestException or IOException or TimeoutException)
        {
            return null;
        }
    }
}
