using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Hermes.Kubernetes.Entities;
using k8s;
using k8s.Models;

namespace Hermes.Kubernetes.Client;

/// <summary>A kind, and the JSON contract of its type.</summary>
/// <typeparam name="TEntity">The type.</typeparam>
public sealed record ResourceDefinition<TEntity> : ResourceDefinition
    where TEntity : class, IKubernetesObject<V1ObjectMeta>
{
    private ResourceDefinition(
        KubernetesEntityAttribute entity, EntityScope scope, JsonTypeInfo<TEntity> contract, JsonTypeInfo<TEntity> slimContract)
        : base(entity.Group ?? "", entity.ApiVersion, entity.Kind, entity.PluralName, scope)
    {
        Contract = contract;
        SlimContract = slimContract;
    }

    /// <summary>The JSON contract.</summary>
    public JsonTypeInfo<TEntity> Contract { get; }

    /// <summary>The JSON contract that skips managed fields.</summary>
    internal JsonTypeInfo<TEntity> SlimContract { get; }

    internal static ResourceDefinition<TEntity> Create(ResourceCatalog catalog) =>
        new(Attribute(), ScopeOfKind(), ContractIn(catalog.SerializerOptions), ContractIn(catalog.SlimOptions));

    internal static EntityScope ScopeOfKind() => ScopeOf(typeof(TEntity));

    private static KubernetesEntityAttribute Attribute() => AttributeOf(typeof(TEntity));

    private static JsonTypeInfo<TEntity> ContractIn(JsonSerializerOptions options) =>
        options.TryGetTypeInfo(typeof(TEntity), out var contract)
            ? (JsonTypeInfo<TEntity>)contract
            : throw new InvalidOperationException(
                $"No JSON contract for {typeof(TEntity)}: register the JsonSerializerContext that has it with the {nameof(ResourceCatalog)}.");
}
