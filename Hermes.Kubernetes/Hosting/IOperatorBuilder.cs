using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization.Metadata;
using Hermes.Kubernetes.Controllers;
using k8s;
using k8s.Models;
using Microsoft.Extensions.DependencyInjection;

namespace Hermes.Kubernetes.Hosting;

/// <summary>What an operator is made of.</summary>
public interface IOperatorBuilder
{
    /// <summary>The host's services.</summary>
    IServiceCollection Services { get; }

    /// <summary>Adds a controller and what wakes it. It runs as long as the host does.</summary>
    /// <typeparam name="TController">The controller, made once by the container.</typeparam>
    /// <typeparam name="TEntity">The kind that it is for.</typeparam>
    /// <param name="configure">Names the kinds it owns and watches; null (default) for the entity alone.</param>
    IOperatorBuilder AddController<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TController, TEntity>(
        Action<ControllerBuilder<TEntity>>? configure = null)
        where TController : class, IEntityController<TEntity>
        where TEntity : class, IKubernetesObject<V1ObjectMeta>;

    /// <summary>Adds source-generated JSON contracts for kinds that the official client does not model.</summary>
    /// <param name="resolver">A generated <see cref="System.Text.Json.Serialization.JsonSerializerContext"/>.</param>
    IOperatorBuilder AddJsonContext(IJsonTypeInfoResolver resolver);
}
