using System.Text.Json;
using Hermes.Kubernetes.Transport;
using k8s;
using k8s.Models;

namespace Hermes.Kubernetes.Client;

/// <summary>Parses one line of a watch.</summary>
internal static class WatchLine
{
    /// <exception cref="KubernetesException">The line is an ERROR.</exception>
    /// <exception cref="IOException">The line makes no sense.</exception>
    public static WatchEvent<TEntity> Parse<TEntity>(
        ResourceDefinition<TEntity> definition, ReadOnlySpan<byte> line, bool omitManagedFields)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        try
        {
            var (type, json) = Split(line);
            return type is { } known
                ? new WatchEvent<TEntity>(known, EntityBody.Read(definition, line[json], omitManagedFields))
                : throw Refusal.Parse(line[json].ToArray(), statusCode: null);
        }
        catch (JsonException failure)
        {
            throw new IOException($"An event of the watch of {definition.Kind} cannot be read: {failure.Message}", failure);
        }
    }

    /// <returns>The event's type, null for an ERROR, and where its object stands in the line.</returns>
    private static (WatchEventType? Type, Range Json) Split(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
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
