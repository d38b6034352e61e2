using Hermes.Kubernetes.Caching;
using Hermes.Kubernetes.Client;
using Hermes.Kubernetes.Events;
using Hermes.Kubernetes.Health;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Hermes.Kubernetes.Hosting;

/// <summary>Adds an operator to a host.</summary>
public static class KubernetesOperatorServiceCollectionExtensions
{
    /// <summary>Adds an operator: the Kubernetes client, the informers, events, health endpoints, and the service that runs them.</summary>
    /// <param name="services">
    /// The host's services; a host holds one operator, a process any number of hosts. A <see cref="TimeProvider"/> or an
    /// <see cref="IKubernetesClient"/> registered before is used.
    /// </param>
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

        options.ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<KubernetesOperatorOptions>, KubernetesOperatorOptionsValidator>());
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        AddClient(services);
        services.TryAddSingleton(provider => new InformerCache(
            provider.GetRequiredService<IKubernetesClient>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILoggerFactory>(),
            [.. OptionsOf(provider).Namespaces]));
        AddRunningParts(services);
        return new OperatorBuilder(services);
    }

    private static void AddClient(IServiceCollection services) =>
        services.TryAddSingleton(provider =>
            new ResourceCatalog(provider.GetServices<JsonContext>().Select(context => context.Resolver)));

    // Hosted services stop in reverse order: first the controllers, then the events that they left, last the health port.
    private static void AddRunningParts(IServiceCollection services)
    {
        services.TryAddSingleton<HealthServer>();
        services.TryAddSingleton<IHealthEndpoint>(provider => provider.GetRequiredService<HealthServer>());
        services.AddHostedService(provider => provider.GetRequiredService<HealthServer>());

        services.TryAddSingleton(provider => new EventPublisher(
            provider.GetRequiredService<IKubernetesClient>(),
            new EventOptions { Reporter = OptionsOf(provider).Name, Instance = EventOptions.ThisProcess() },
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<EventPublisher>>()));
        services.TryAddSingleton<IEventPublisher>(provider => provider.GetRequiredService<EventPublisher>());
        services.AddHostedService(provider => provider.GetRequiredService<EventPublisher>());

        services.TryAddSingleton<OperatorService>();
        services.AddHostedService(provider => provider.GetRequiredService<OperatorService>());

        services.AddSingleton<IHealthProbe, InformersProbe>();
        services.AddSingleton<IHealthProbe>(provider => provider.GetRequiredService<OperatorService>());
        services.AddSingleton<IHealthProbe, WorkersProbe>();
    }

    private static KubernetesOperatorOptions OptionsOf(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<KubernetesOperatorOptions>>().Value;
}
