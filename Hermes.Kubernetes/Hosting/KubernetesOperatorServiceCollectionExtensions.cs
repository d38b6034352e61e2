using System.Reflection;
using Hermes.Kubernetes.Caching;
using Hermes.Kubernetes.Client;
using Hermes.Kubernetes.Configuration;
using Hermes.Kubernetes.Events;
using Hermes.Kubernetes.Health;
using Hermes.Kubernetes.LeaderElection;
using Hermes.Kubernetes.Transport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Hermes.Kubernetes.Hosting;

/// <summary>Adds an operator to a host.</summary>
public static class KubernetesOperatorServiceCollectionExtensions
{
    private static readonly string Version = Assembly.GetEntryAssembly()?.GetName().Version?.ToString(3) ?? "0.0.0";

    private static readonly TimeSpan EventFlushTimeout = TimeSpan.FromSeconds(3);

    // For what else the host has to stop.
    private static readonly TimeSpan StopMargin = TimeSpan.FromSeconds(5);

    /// <summary>Adds an operator: the Kubernetes client, the informers, events, health endpoints, and the service that runs them.</summary>
    /// <param name="services">
    /// The host's services; a host holds one operator, a process any number of hosts. What is registered before is used: a
    /// <see cref="TimeProvider"/>, a <see cref="Random"/>, an <see cref="ApiConnection"/> or an <see cref="IKubernetesClient"/>.
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
        services.TryAddSingleton(Random.Shared);
        AddClient(services);
        services.TryAddSingleton(provider => new InformerCache(
            provider.GetRequiredService<IKubernetesClient>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILoggerFactory>(),
            [.. OptionsOf(provider).Namespaces],
            provider.GetRequiredService<Random>()));
        AddRunningParts(services);
        return new OperatorBuilder(services);
    }

    private static void AddClient(IServiceCollection services)
    {
        services.TryAddSingleton(provider =>
            new ResourceCatalog(provider.GetServices<JsonContext>().Select(context => context.Resolver)));
        services.TryAddSingleton(provider =>
            OptionsOf(provider) is var options && options.Cluster is { } cluster
                ? cluster
                : ClusterConfiguration.Load(options.Kubeconfig, options.Context));
        services.TryAddSingleton(provider => new ApiConnection(
            provider.GetRequiredService<ClusterConfiguration>(),
            new TransportOptions { UserAgent = $"{OptionsOf(provider).Name}/{Version}" },
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILoggerFactory>()));
        services.TryAddSingleton<IKubernetesClient>(provider =>
            new ResourceClient(provider.GetRequiredService<ApiConnection>(), provider.GetRequiredService<ResourceCatalog>()));
        services.TryAddSingleton<IClusterDiscovery>(provider => new ClusterDiscovery(provider.GetRequiredService<ApiConnection>()));
    }

    // Hosted services stop in reverse order: first the controllers, then the events that they left, then the lease, last the health port.
    private static void AddRunningParts(IServiceCollection services)
    {
        services.TryAddSingleton<HealthServer>();
        services.TryAddSingleton<IHealthEndpoint>(provider => provider.GetRequiredService<HealthServer>());
        services.AddHostedService(provider => provider.GetRequiredService<HealthServer>());

        services.TryAddSingleton<ILeadership>(provider =>
            OptionsOf(provider).LeaderElection.Enabled ? CreateElector(provider) : new SoleReplica());
        services.AddSingleton(provider => provider.GetRequiredService<ILeadership>() as IHostedService ?? new NothingHosted());

        services.TryAddSingleton(provider => new EventPublisher(
            provider.GetRequiredService<IKubernetesClient>(),
            new EventOptions
            {
                Reporter = OptionsOf(provider).Name,
                Instance = EventOptions.ThisProcess(),
                FlushTimeout = EventFlushTimeout,
                Random = provider.GetRequiredService<Random>(),
            },
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<EventPublisher>>()));
        services.TryAddSingleton<IEventPublisher>(provider => provider.GetRequiredService<EventPublisher>());
        services.AddHostedService(provider => provider.GetRequiredService<EventPublisher>());

        services.AddOptions<HostOptions>().PostConfigure<IServiceProvider>(GiveTimeToStop);
        services.TryAddSingleton<OperatorService>();
        services.AddHostedService(provider => provider.GetRequiredService<OperatorService>());

        services.AddSingleton<IHealthProbe, InformersProbe>();
        services.AddSingleton<IHealthProbe>(provider => provider.GetRequiredService<OperatorService>());
        services.AddSingleton<IHealthProbe, WorkersProbe>();
        services.AddSingleton<IHealthProbe, HandlersProbe>();
    }

    private static LeaderElector CreateElector(IServiceProvider provider)
    {
        var options = OptionsOf(provider);
        var election = options.LeaderElection;
        var connection = provider.GetRequiredService<ApiConnection>();
        var time = provider.GetRequiredService<TimeProvider>();
        var random = provider.GetRequiredService<Random>();
        var fence = new WriteFence(time, election.LeaseDuration - election.RenewDeadline);
        connection.FenceWrites(fence);
        var leases = new LeaseClient(
            connection,
            provider.GetRequiredService<ResourceCatalog>(),
            election.LeaseName ?? options.Name,
            election.LeaseNamespace ?? provider.GetRequiredService<ClusterConfiguration>().Namespace);
        return new LeaderElector(
            leases,
            election,
            LeaderIdentity.Create(Environment.GetEnvironmentVariable, random),
            fence,
            provider.GetRequiredService<IEventPublisher>(),
            time,
            random,
            provider.GetRequiredService<ILogger<LeaderElector>>());
    }

    /// <summary>The host must not give up while reconciles still drain and events are still written.</summary>
    private static void GiveTimeToStop(HostOptions host, IServiceProvider provider)
    {
        try
        {
            var needed = OptionsOf(provider).DrainTimeout + OperatorService.AbortLimit + EventFlushTimeout + LeaderElector.ReleaseLimit + StopMargin;
            if (host.ShutdownTimeout != Timeout.InfiniteTimeSpan && host.ShutdownTimeout < needed)
            {
                host.ShutdownTimeout = needed;
            }
        }
        catch (OptionsValidationException)
        {
            // The start reports the faults.
        }
    }

    private static KubernetesOperatorOptions OptionsOf(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<KubernetesOperatorOptions>>().Value;
}
