using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using k8s;
using k8s.Models;

namespace Hermes.Kubernetes.Client;

/// <summary>Knows every kind: where it lives on the server and its JSON contract.</summary>
/// <remarks>
/// Guarantees: thread-safe; no reflection over members, so it works under Native AOT. Only what the runtime itself reads and writes is known
/// from the start: an application registers source-generated contexts of its kinds, built-in ones among them, and its binary holds the
/// contracts of these alone. The official client's <see cref="SourceGenerationContext"/> has every built-in kind.
/// </remarks>
public sealed class ResourceCatalog
{
    private readonly ConcurrentDictionary<Type, ResourceDefinition> _definitions = new();

    /// <summary>Makes a catalog.</summary>
    /// <param name="resolvers">The contexts of the application's kinds. The contracts of the runtime's own kinds cannot be replaced.</param>
    public ResourceCatalog(IEnumerable<IJsonTypeInfoResolver> resolvers)
    {
        IJsonTypeInfoResolver[] own = [.. resolvers];
        SerializerOptions = CreateOptions(own, static contract => contract);
        SlimOptions = CreateOptions(own, static contract => contract.WithAddedModifier(DropManagedFields), new PooledStringConverter());
    }

    /// <summary>The contracts of all kinds, read-only.</summary>
    public JsonSerializerOptions SerializerOptions { get; }

    /// <summary>The same contracts for what is kept: managed fields, half of a small object's bytes, are skipped while parsing, and equal strings are one.</summary>
    internal JsonSerializerOptions SlimOptions { get; }

    /// <summary>The definition of a kind.</summary>
    /// <typeparam name="TEntity">A type that carries a <see cref="KubernetesEntityAttribute"/>.</typeparam>
    /// <exception cref="InvalidOperationException">The type has no such attribute or plural name, or no registered JSON contract.</exception>
    public ResourceDefinition<TEntity> Get<TEntity>()
        where TEntity : class, IKubernetesObject<V1ObjectMeta> =>
        (ResourceDefinition<TEntity>)_definitions.GetOrAdd(
            typeof(TEntity), static (_, catalog) => ResourceDefinition<TEntity>.Create(catalog), this);

    private static JsonSerializerOptions CreateOptions(
        IJsonTypeInfoResolver[] own, Func<IJsonTypeInfoResolver, IJsonTypeInfoResolver> shape, params JsonConverter[] converters)
    {
        var runtime = RuntimeJsonContext.Default;
        var options = new JsonSerializerOptions(runtime.Options)
        {
            TypeInfoResolver = shape(JsonTypeInfoResolver.Combine([runtime, .. own])),
        };

        // A context's own converters (string enums, say) are part of its options, and combining contracts drops options.
        foreach (var converter in own.OfType<JsonSerializerContext>().SelectMany(context => context.Options.Converters).Concat(converters))
        {
            options.Converters.Add(converter);
        }

        options.MakeReadOnly();
        return options;
    }

    private static void DropManagedFields(JsonTypeInfo contract)
    {
        if (contract.Type != typeof(V1ObjectMeta))
        {
            return;
        }

        for (var i = contract.Properties.Count - 1; i >= 0; i--)
        {
            if (contract.Properties[i].Name == "managedFields")
            {
                contract.Properties.RemoveAt(i);
            }
        }
    }
}
