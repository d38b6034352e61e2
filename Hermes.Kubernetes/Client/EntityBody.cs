using System.Text.Json;
using System.Text.Json.Nodes;
using k8s;
using k8s.Models;

namespace Hermes.Kubernetes.Client;

/// <summary>Objects to UTF-8 JSON and back, through their contracts.</summary>
internal static class EntityBody
{
    public static byte[] Write<TEntity>(ResourceDefinition<TEntity> definition, TEntity entity)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        Identify(definition, entity);
        return JsonSerializer.SerializeToUtf8Bytes(entity, definition.Contract);
    }

    public static byte[] Write(JsonNode patch)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            patch.WriteTo(writer);
        }

        return buffer.ToArray();
    }

    /// <summary>Writes what a status is applied with: a spec in it, if only its defaults, would be sent for nothing.</summary>
    public static byte[] WriteStatus<TEntity>(ResourceDefinition<TEntity> definition, TEntity entity)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        var options = definition.Contract.Options;
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("apiVersion"u8, definition.ApiVersion);
            writer.WriteString("kind"u8, definition.Kind);
            foreach (var property in definition.Contract.Properties)
            {
                if (property.Name is "metadata" or "status" && property.Get?.Invoke(entity) is { } value)
                {
                    writer.WritePropertyName(property.Name);
                    JsonSerializer.Serialize(writer, value, options.GetTypeInfo(property.PropertyType));
                }
            }

            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <summary>Reads the answer to a call.</summary>
    public static async Task<TEntity> ReadAsync<TEntity>(
        ResourceDefinition<TEntity> definition, Stream body, bool omitManagedFields, CancellationToken cancellationToken)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        try
        {
            var entity = await JsonSerializer.DeserializeAsync(
                    body, omitManagedFields ? definition.SlimContract : definition.Contract, cancellationToken)
                ?? throw new IOException($"The API server answered null in place of a {definition.Kind}.");
            Identify(definition, entity);
            return entity;
        }
        catch (Exception failure) when (IsOfContent(failure))
        {
            throw new IOException($"The API server's answer is no {definition.Kind}: {failure.Message}", failure);
        }
    }

    /// <summary>Reads one object of a list or a watch.</summary>
    /// <exception cref="JsonException">The contract cannot read it.</exception>
    public static TEntity Read<TEntity>(ResourceDefinition<TEntity> definition, ReadOnlySpan<byte> json, bool omitManagedFields)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        try
        {
            var entity = JsonSerializer.Deserialize(json, omitManagedFields ? definition.SlimContract : definition.Contract)
                ?? throw new JsonException($"null in place of a {definition.Kind}");
            Identify(definition, entity);
            return entity;
        }
        catch (Exception failure) when (failure is not JsonException && IsOfContent(failure))
        {
            throw new JsonException(failure.Message, failure);
        }
    }

    /// <summary>What reading throws because of what it reads: the serializer itself, and the converters of values such as times.</summary>
    private static bool IsOfContent(Exception failure) => failure is JsonException
        or FormatException or OverflowException or ArgumentException or InvalidOperationException or NotSupportedException;

    /// <summary>Says what the object is where it does not: builders leave it out, and so does the server in lists.</summary>
    private static void Identify<TEntity>(ResourceDefinition<TEntity> definition, TEntity entity)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        if (string.IsNullOrEmpty(entity.ApiVersion))
        {
            entity.ApiVersion = definition.ApiVersion;
        }

        if (string.IsNullOrEmpty(entity.Kind))
        {
            entity.Kind = definition.Kind;
        }
    }
}
