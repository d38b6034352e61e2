using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization.Metadata;
using Hermes.Kubernetes.Caching;
using Hermes.Kubernetes.Client;
using Hermes.Kubernetes.Controllers;
using Hermes.Kubernetes.Queue;
using k8s;
using k8s.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Hermes.Kubernetes.Hosting;

/// <inheritdoc/>
internal sealed class OperatorBuilder(IServiceCollection services) : IOperatorBuilder
{
    public IServiceCollection Services { get; } = services;

    public IOperatorBuilder AddController<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TController, TEntity>(
        Action<ControllerBuilder<TEntity>>? configure = null)
        where TController : class, IEntityController<TEntity>
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        var declared = new ControllerBuilder<TEntity>();
        configure?.Invoke(declared);
        Services.TryAddSingleton<TController>();
        Services.AddSingleton<IController>(provider => Connect(provider, declared, provider.GetRequiredService<TController>()));
        return this;
    }

    public IOperatorBuilder AddJsonContext(IJsonTypeInfoResolver resolver)
    {
        Services.AddSingleton(new JsonContext(resolver));
        return this;
    }

    private static Controller<TEntity> Connect<TEntity>(
        IServiceProvider provider, ControllerBuilder<TEntity> declared, IEntityController<TEntity> reconciler)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        var options = provider.GetRequiredService<IOptions<KubernetesOperatorOptions>>().Value;
        var informers = provider.GetRequiredService<InformerCache>();
        var definition = provider.GetRequiredService<ResourceCatalog>().Get<TEntity>();
        var entities = informers.Get(declared.Entities);
        var logger = provider.GetRequiredService<ILoggerFactory>().CreateLogger(reconciler.GetType());
        var controller = new Controller<TEntity>(
            new ControllerOptions
            {
                Name = declared.Name ?? definition.Kind.ToLowerInvariant(),
                Workers = declared.Workers ?? options.Workers,
                ReconcileTimeout = options.ReconcileTimeout,
                ResyncInterval = options.ResyncInterval,
                Backoff = new Backoff(options.RetryDelay, options.MaxRetryDelay),
                Random = provider.GetRequiredService<Random>(),
            },
            reconciler,
            entities,
            // All informers, since only the controller's own code knows which of them it reads.
            informers.WaitForSyncAsync,
            provider.GetRequiredService<TimeProvider>(),
            logger);
        foreach (var watch in declared.Declarations)
        {
            watch.Connect(informers, definition, entities.Store, controller.Enqueue, logger);
        }

        return controller;
    }
}
