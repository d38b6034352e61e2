using Microsoft.Extensions.DependencyInjection;

namespace Hermes.Kubernetes.Hosting;

/// <summary>Adds an operator to a host.</summary>
public static class KubernetesOperatorServiceCollectionExtensions
{
    /// <summary>Adds an operator: the Kubernetes client, the informers, events, health endpoints, and the service that runs them.</summary>
    /// <param name="services">The host's services; a host holds one operator, a process any number of hosts.</param>
    /// <param name="configure">Sets options; null (default) for the defaults.</param>
    /// <returns>What controllers are added to.</returns>
    public static IOperatorBuilder AddKubernetesOperator(
        this IServiceCollection services, Action<KubernetesOperatorOptions>? configure = null)
    {
        var options = services.AddOptions<KubernetesOperatorOptions>();
        if (configure is not null)
        {
            options.Configure(configure);
        }

        return new OperatorBuilder(services);
    }
}
