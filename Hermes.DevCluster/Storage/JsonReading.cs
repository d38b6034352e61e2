using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hermes.DevCluster.Storage;

/// <summary>Reads fields of objects whose shape is not yet known to be right: what has another type counts as absent.</summary>
internal static class JsonReading
{
    /// <summary>The <c>metadata</c>, put there where it is missing.</summary>
    public static JsonObject Metadata(this JsonObject value)
    {
        if (value["metadata"] is JsonObject metadata)
        {
            return metadata;
        }

        metadata = [];
        value["metadata"] = metadata;
        return metadata;
    }

    /// <summary>A field that is an object; null otherwise.</summary>
    public static JsonObject? Object(this JsonObject? value, string name) => value?[name] as JsonObject;

    /// <summary>A field that is an array; null otherwise.</summary>
    public static JsonArray? Array(this JsonObject? value, string name) => value?[name] as JsonArray;

    /// <summary>A field that is a string; null otherwise.</summary>
    public static string? Text(this JsonObject? value, string name) => value?[name].AsText();

    /// <summary>The string that a node is; null otherwise.</summary>
    public static string? AsText(this JsonNode? node) =>
        node is JsonValue scalar && scalar.GetValueKind() == JsonValueKind.String ? scalar.GetValue<string>() : null;

    /// <summary>A field that is an integer; null otherwise.</summary>
    public static long? Integer(this JsonObject? value, string name) => value?[name].AsInteger();

    /// <summary>The integer that a node is; null otherwise.</summary>
    public static long? AsInteger(this JsonNode? node)
    {
        if (node is not JsonValue scalar || scalar.GetValueKind() != JsonValueKind.Number)
        {
            return null;
        }

        if (scalar.TryGetValue(out long number))
        {
            return number;
        }

        if (scalar.TryGetValue(out int small))
        {
            return small;
        }

        return scalar.TryGetValue(out double fraction) && double.IsInteger(fraction) ? (long)fraction : null;
    }

    /// <summary>A field that is a boolean; null otherwise.</summary>
    public static bool? Boolean(this JsonObject? value, string name) => (value?[name] as JsonValue)?.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>The strings of a field that is an array; empty otherwise.</summary>
    public static IReadOnlyList<string> Texts(this JsonObject? value, string name) =>
        value.Array(name) is { } list ? [.. list.Select(AsText).OfType<string>()] : [];

    /// <summary>Whether a field is there and holds something other than null.</summary>
    public static bool Has(this JsonObject value, string name, [NotNullWhen(true)] out JsonNode? node) =>
        value.TryGetPropertyValue(name, out node) && node is not null;
}
