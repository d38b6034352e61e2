using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hermes.DevCluster.Kinds;

/// <summary>Reads nested fields by their path; what is missing or of another type is null.</summary>
internal static class ObjectPaths
{
    public static JsonNode? At(this JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (node is not JsonObject map || !map.TryGetPropertyValue(name, out node))
            {
                return null;
            }
        }

        return node;
    }

    public static JsonObject? ObjectAt(this JsonNode? node, params ReadOnlySpan<string> path) => node.At(path) as JsonObject;

    public static JsonArray? ArrayAt(this JsonNode? node, params ReadOnlySpan<string> path) => node.At(path) as JsonArray;

    public static string? TextAt(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    public static long? IntegerAt(this JsonNode? node, params ReadOnlySpan<string> path)
    {
        if (node.At(path) is not JsonValue value || value.GetValueKind() != JsonValueKind.Number)
        {
            return null;
        }

        if (value.TryGetValue(out long number))
        {
            return number;
        }

        if (value.TryGetValue(out int small))
        {
            return small;
        }

        return value.TryGetValue(out double fraction) && double.IsInteger(fraction) ? (long)fraction : null;
    }

    public static bool? FlagAt(this JsonNode? node, params ReadOnlySpan<string> path) => (node.At(path) as JsonValue)?.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>The objects of an array; empty where there is none.</summary>
    public static IEnumerable<JsonObject> ObjectsAt(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.ArrayAt(path)?.OfType<JsonObject>() ?? [];

    /// <summary>The strings of an array; empty where there is none.</summary>
    public static IEnumerable<string> TextsAt(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.ArrayAt(path)?.Select(static item => item.TextAt()).OfType<string>() ?? [];

    /// <summary>The object at a field, put there where it is missing or null.</summary>
    public static JsonObject Child(this JsonObject parent, string name)
    {
        if (parent[name] is not JsonObject child)
        {
            child = [];
            parent[name] = child;
        }

        return child;
    }

    /// <summary>Sets a field where it is missing or null.</summary>
    public static void SetDefault(this JsonObject parent, string name, JsonNode value)
    {
        if (parent[name] is null)
        {
            parent[name] = value;
        }
    }
}
