using System.Text.Json;

namespace Hermes.Kubernetes.Client;

/// <summary>
/// An object that the server holds and its type's JSON contract cannot read, such as one written under a later version of its schema.
/// Only its identity is known.
/// </summary>
/// <param name="Event">What a watch says of it; null in a list.</param>
/// <param name="Namespace">Its namespace; null for a cluster-scoped kind.</param>
/// <param name="Name">Its name; empty for a bookmark.</param>
/// <param name="Uid">Its UID; null where it has none.</param>
/// <param name="ResourceVersion">Its resource version; null where it has none.</param>
/// <param name="Fault">Why it cannot be read.</param>
public sealed record UnreadableObject(
    WatchEventType? Event, string? Namespace, string Name, string? Uid, string? ResourceVersion, string Fault)
{
    /// <summary>Identifies an object that could not be read.</summary>
    /// <param name="event">What a watch says of it; null in a list.</param>
    /// <param name="json">The object, valid JSON.</param>
    /// <param name="fault">Why it could not be read.</param>
    /// <returns>Null where it is no object of Kubernetes' at all.</returns>
    internal static UnreadableObject? Identify(WatchEventType? @event, ReadOnlySpan<byte> json, JsonException fault)
    {
        string? @namespace = null, name = null, uid = null, version = null;
        try
        {
            var reader = new Utf8JsonReader(json, JsonDepth.Reader);
            if (!SeekMetadata(ref reader))
            {
                return null;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("namespace"u8))
                {
                    @namespace = Text(ref reader);
                }
                else if (reader.ValueTextEquals("name"u8))
                {
                    name = Text(ref reader);
                }
                else if (reader.ValueTextEquals("uid"u8))
                {
                    uid = Text(ref reader);
                }
                else if (reader.ValueTextEquals("resourceVersion"u8))
                {
                    version = Text(ref reader);
                }
                else
                {
                    reader.Skip();
                }
            }
        }
        catch (JsonException)
        {
            return null;
        }

        return name is { Length: > 0 } || (@event == WatchEventType.Bookmark && version is not null)
            ? new(@event, @namespace is { Length: > 0 } ? @namespace : null, name ?? "", uid, version, fault.Message)
            : null;
    }

    private static bool SeekMetadata(ref Utf8JsonReader reader)
    {
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("metadata"u8))
            {
                return reader.Read() && reader.TokenType == JsonTokenType.StartObject;
            }

            reader.Skip();
        }

        return false;
    }

    private static string? Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        reader.Skip();
        return text;
    }
}
