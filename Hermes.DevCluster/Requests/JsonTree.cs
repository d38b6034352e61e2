using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hermes.DevCluster.Requests;

/// <summary>Reads JSON into nodes of its own, whole: a repeated field's last value counts, as in Go.</summary>
internal static class JsonTree
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 512 };

    /// <summary>Reads a text.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="duplicates">Gets the paths of repeated fields.</param>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static JsonNode? Parse(ReadOnlySpan<byte> utf8, ICollection<string> duplicates)
    {
        var reader = new Utf8JsonReader(utf8, Options);
        reader.Read();
        var value = Read(ref reader, "", duplicates);
        while (reader.Read())
        {
            // Whitespace only: anything else throws.
        }

        return value;
    }

    private static JsonNode? Read(ref Utf8JsonReader reader, string path, ICollection<string> duplicates)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var map = new JsonObject();
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    var name = reader.GetString()!;
                    var at = path.Length == 0 ? name : $"{path}.{name}";
                    if (map.ContainsKey(name))
                    {
                        duplicates.Add(at);
                    }

                    reader.Read();
                    map[name] = Read(ref reader, at, duplicates);
                }

                return map;
            case JsonTokenType.StartArray:
                var list = new JsonArray();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    list.Add(Read(ref reader, $"{path}[{list.Count}]", duplicates));
                }

                return list;
            case JsonTokenType.String:
                return JsonValue.Create(reader.GetString());
            case JsonTokenType.Number:
                return reader.TryGetInt64(out var number) ? JsonValue.Create(number) : JsonValue.Create(reader.GetDouble());
            case JsonTokenType.True:
            case JsonTokenType.False:
                return JsonValue.Create(reader.GetBoolean());
            default:
                return null;
        }
    }
}
