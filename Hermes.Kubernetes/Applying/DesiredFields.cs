using System.Text.Json;

namespace Hermes.Kubernetes.Applying;

/// <summary>
/// Compares by value the fields that a desired object names with those of the stored one. What the desired object does not name, whether
/// a default or another manager's addition, is no difference.
/// </summary>
internal static class DesiredFields
{
    /// <summary>Whether the stored object has every desired value.</summary>
    public static bool Match(JsonElement desired, JsonElement live) => FirstDifference(desired, live) is null;

    /// <summary>The path of the first value that differs, such as <c>.spec.ports[0].port</c>; null where none does.</summary>
    public static string? FirstDifference(JsonElement desired, JsonElement live) => Compare(desired, live, field: "", parent: "");

    // The path is put together on the way out, so that the usual case, no difference, allocates nothing.
    private static string? Compare(JsonElement desired, JsonElement live, string field, string parent) => desired.ValueKind switch
    {
        JsonValueKind.Object => CompareObjects(desired, live, field),
        JsonValueKind.Array => CompareLists(desired, live, field),
        JsonValueKind.String => IsSameText(desired, live, field, parent) ? null : "",
        JsonValueKind.Number => IsSameNumber(desired, live) ? null : "",
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        _ => desired.ValueKind == live.ValueKind ? null : "",
    };

    private static string? CompareObjects(JsonElement desired, JsonElement live, string field)
    {
        if (live.ValueKind != JsonValueKind.Object || (ListShape.IsWhole(field) && live.GetPropertyCount() != desired.GetPropertyCount()))
        {
            return "";
        }

        foreach (var property in desired.EnumerateObject())
        {
            var value = live.TryGetProperty(property.Name, out var found) ? found : default;
            if (Compare(property.Value, value, property.Name, field) is { } difference)
            {
                return $".{property.Name}{difference}";
            }
        }

        return null;
    }

    private static string? CompareLists(JsonElement desired, JsonElement live, string field)
    {
        var wanted = desired.GetArrayLength();
        if (live.ValueKind != JsonValueKind.Array)
        {
            return wanted == 0 && live.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? null : "";
        }

        if (wanted > 0 && ListShape.MergeKeys(field, desired[0]) is { } keys)
        {
            return CompareByKey(desired, live, field, keys);
        }

        if (wanted != live.GetArrayLength())
        {
            return "";
        }

        for (var i = 0; i < wanted; i++)
        {
            if (Compare(desired[i], live[i], field: "", field) is { } difference)
            {
                return $"[{i}]{difference}";
            }
        }

        return null;
    }

    private static string? CompareByKey(JsonElement desired, JsonElement live, string field, string[] keys)
    {
        foreach (var item in desired.EnumerateArray())
        {
            if (Compare(item, Find(live, item, keys), field: "", field) is { } difference)
            {
                return $"[{string.Join(',', keys.Select(key => ListShape.KeyValue(item, key)))}]{difference}";
            }
        }

        return null;
    }

    private static JsonElement Find(JsonElement list, JsonElement item, string[] keys)
    {
        foreach (var candidate in list.EnumerateArray())
        {
            if (Array.TrueForAll(keys, key => ListShape.KeyValue(candidate, key) == ListShape.KeyValue(item, key)))
            {
                return candidate;
            }
        }

        return default;
    }

    private static bool IsSameText(JsonElement desired, JsonElement live, string field, string parent)
    {
        if (live.ValueKind != JsonValueKind.String)
        {
            // The server leaves empty strings out (Go's omitempty).
            return live.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null && desired.ValueEquals("");
        }

        var text = live.GetString()!;
        return desired.ValueEquals(text) || (IsQuantity(field, parent) && QuantityText.Equal(desired.GetString()!, text));
    }

    private static bool IsQuantity(string field, string parent) =>
        parent is "requests" or "limits" || field is "sizeLimit" or "divisor" or "averageValue" || (field is "value" && parent is "target");

    private static bool IsSameNumber(JsonElement desired, JsonElement live) =>
        live.ValueKind == JsonValueKind.Number
        && (desired.TryGetDecimal(out var a) && live.TryGetDecimal(out var b) ? a == b : desired.GetRawText() == live.GetRawText());
}
