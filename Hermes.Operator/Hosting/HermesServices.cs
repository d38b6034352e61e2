using Hermes.Kubernetes.Caching;
using Hermes.Kubernetes.Client;
using Hermes.Kubernetes.Events;
using Hermes.Kubernetes.Hosting;
using Hermes.Kubernetes.LeaderElection;
using Hermes.Operator.Autoscaling;
using Hermes.Operator.Children;
using Hermes.Operator.Controllers;
using Hermes.Operator.Entities;
using Hermes.Operator.Instruments;
using Hermes.Operator.Rollouts;

namespace Hermes.Operator.Hosting;

/// <summary>Puts the operator together.</summary>
internal static class HermesServices
{
    public static IServiceCollection AddHermes(this IServiceCollection services, OperatorOptions options)
    {
        // Before the controllers: what is added first stops last, when no reconcile is under way any more.
        services.AddSingleton(provider => new RolloutTraces(
            provider.GetRequiredService<IEventPublisher>(), provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService(provider => provider.GetRequiredService<RolloutTraces>());
        services
            .AddKubernetesOperator(runtime =>
            {
                runtime.Name = FieldManagers.Operator;
                runtime.Kubeconfig = options.Kubeconfig;
                runtime.Context = options.Context;
                runtime.Workers = options.Workers;
                runtime.HealthPort = options.HealthPort;
                Elect(runtime.LeaderElection, options);
                foreach (var @namespace in options.Namespaces)
                {
                    runtime.Namespaces.Add(@namespace);
                }
            })
            .AddJsonContext(HermesJsonContext.Default)
            .AddController<HermesAppController, HermesApp>(AppWatches.Declare);

        services.AddSingleton(SettingsOf(options));
        services.AddSingleton(provider => new Milestones(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new ChildKinds(
            provider.GetRequiredService<InformerCache>(),
            provider.GetRequiredService<IKubernetesClient>(),
            provider.GetRequiredService<ResourceCatalog>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new ClusterView(
            provider.GetRequiredService<InformerCache>(),
            provider.GetRequiredService<MetricsDiscovery>(),
            provider.GetRequiredService<ControllerSettings>().Environment.PreferInterceptorRoute));
        services.AddSingleton<MetricsDiscovery>();
        services.AddHostedService(provider => provider.GetRequiredService<MetricsDiscovery>());
        services.AddHostedService(provider => new AppReport(provider.GetRequiredService<InformerCache>()));
        services.AddSingleton<JudgedSpecs>();
        services.AddSingleton<AppInspector>();
        services.AddSingleton<ChildReconciler>();
        services.AddSingleton<StuckAutoscaler>();
        services.AddSingleton(provider => new AppEvents(provider.GetRequiredService<IEventPublisher>()));
        services.AddSingleton(provider => new StatusRecorder(
            provider.GetRequiredService<ChildKinds>(),
            provider.GetRequiredService<IKubernetesClient>(),
            provider.GetRequiredService<ResourceCatalog>(),
            provider.GetRequiredService<Milestones>(),
            provider.GetRequiredService<ControllerSettings>().StatusTimes));
        return services;
    }

    private static void Elect(LeaderElectionOptions election, OperatorOptions options)
    {
        election.Enabled = options.LeaderElect;
        election.LeaseName = options.LeaderElectResourceName;
        election.LeaseNamespace = options.LeaderElectResourceNamespace;
        election.LeaseDuration = options.LeaderElectLeaseDuration;
        election.RenewDeadline = options.LeaderElectRenewDeadline;
        election.RetryPeriod = options.LeaderElectRetryPeriod;
    }

    private static ControllerSettings SettingsOf(OperatorOptions options) => new()
    {
        Environment = new ChildEnvironment
        {
            ClusterDomain = options.ClusterDomain,
            KedaNamespace = options.KedaNamespace,
            InterceptorService = options.InterceptorService,
            InterceptorPort = options.InterceptorPort,
            ExternalScalerAddress = options.ScalerAddress,
            TelemetryEndpoint = options.OtlpEndpoint,
            PreferInterceptorRoute = options.PreferInterceptorRoute,
        },
        Tenants = options.Tenants,
        ScalingTimes = new ScalingTimes { TrafficGrace = options.TrafficGrace },
    };
}
