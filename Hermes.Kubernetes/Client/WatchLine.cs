using System.Text.Json;
using Hermes.Kubernetes.Transport;
using k8s;
using k8s.Models;

namespace Hermes.Kubernetes.Client;

/// <summary>Parses one line of a watch.</summary>
internal static class WatchLine
{
    /// <returns>The event; null where its object cannot be read and was handed to <see cref="WatchOptions.OnUnreadable"/>.</returns>
    /// <exception cref="KubernetesException">The line is an ERROR.</exception>
    /// <exception cref="IOException">The line makes no sense.</exception>
    public static WatchEvent<TEntity>? Parse<TEntity>(
        ResourceDefinition<TEntity> definition, ReadOnlySpan<byte> line, WatchOptions options)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        try
        {
            var (type, json) = Split(line);
            return type is { } known
                ? Read(definition, known, line[json], options)
                : throw Refusal.Parse(line[json].ToArray(), statusCode: null);
        }
        catch (JsonException failure)
        {
            throw new IOException($"An event of the watch of {definition.Kind} cannot be read: {failure.Message}", failure);
        }
    }

    private static WatchEvent<TEntity>? Read<TEntity>(
        ResourceDefinition<TEntity> definition, WatchEventType type, ReadOnlySpan<byte> json, WatchOptions options)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        UnreadableObject? identity = null;
        try
        {
            return new WatchEvent<TEntity>(type, EntityBody.Read(definition, json, options.OmitManagedFields));
        }
        catch (JsonException fault) when (options.OnUnreadable is not null && (identity = UnreadableObject.Identify(type, json, fault)) is not null)
        {
            // Handed over below: what its taker throws is no fault of the line.
        }

        options.OnUnreadable!(identity!);
        return null;
    }

    /// <returns>The event's type, null for an ERROR, and where its object stands in the line.</returns>
    private static (WatchEventType? Type, Range Json) Split(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line, JsonDepth.Reader);
        WatchEventType? type = null;
        var hasType = false;
        Range? json = null;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isType = reader.ValueTextEquals("type"u8);
            var isObject = reader.ValueTextEquals("object"u8);
            reader.Read();
            if (isType)
            {
                type = TypeOf(reader);
                hasType = true;
            }

            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (isObject)
            {
                json = start..(int)reader.BytesConsumed;
            }
        }

        return hasType && json is { } found ? (type, found) : throw new JsonException("It has no type or no object.");
    }

    private static WatchEventType? TypeOf(in Utf8JsonReader reader) =>
        reader.ValueTextEquals("ADDED"u8) ? WatchEventType.Added
        : reader.ValueTextEquals("MODIFIED"u8) ? WatchEventType.Modified
        : reader.ValueTextEquals("DELETED"u8) ? WatchEventType.Deleted
        : reader.ValueTextEquals("BOOKMARK"u8) ? WatchEventType.Bookmark
        : reader.ValueTextEquals("ERROR"u8) ? null
        : throw new JsonException($"Its type is '{reader.GetString()}'.");
}
