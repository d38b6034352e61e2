using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization.Metadata;
using Hermes.Kubernetes.Controllers;
using k8s;
using k8s.Models;
using Microsoft.Extensions.DependencyInjection;

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
        var builder = new ControllerBuilder<TEntity>();
        configure?.Invoke(builder);
        Services.AddSingleton<TController>();
        return this;
    }

    public IOperatorBuilder AddJsonContext(IJsonTypeInfoResolver resolver)
    {
        Services.AddSingleton(resolver);
        return this;
    }
}
