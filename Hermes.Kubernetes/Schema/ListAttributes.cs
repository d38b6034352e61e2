using System.Text.Json.Nodes;
using Hermes.Kubernetes.Entities;

namespace Hermes.Kubernetes.Schema;

/// <summary>How a list merges, and how many elements a list or map may have.</summary>
internal static class ListAttributes
{
    public static IEnumerable<string> Apply(JsonObject schema, ListTypeAttribute? listType, ItemsAttribute? items)
    {
        var isList = schema["items"] is JsonObject;
        if (isList)
        {
            schema["x-kubernetes-list-type"] = listType?.ListType ?? "atomic";
            if (listType is { MapKeys.Count: > 0 })
            {
                schema["x-kubernetes-list-map-keys"] = new JsonArray([.. listType.MapKeys.Select(key => JsonValue.Create(key))]);
            }
        }

        return ListTypeFaults(schema, listType).Concat(AddSizes(schema, isList, items)).ToArray();
    }

    private static IEnumerable<string> ListTypeFaults(JsonObject schema, ListTypeAttribute? listType)
    {
        if (listType is null)
        {
            return [];
        }

        if (schema["items"] is not JsonObject item)
        {
            return ["[ListType] is for lists"];
        }

        var isObject = item["properties"] is JsonObject;
        return listType.ListType switch
        {
            "atomic" => [],
            "set" => isObject ? ["a set holds scalars: use [ListType(\"map\", …)] for objects"] : [],
            "map" when !isObject => ["a map list holds objects"],
            "map" when listType.MapKeys.Count == 0 => ["a map list needs keys"],
            "map" => listType.MapKeys.Where(key => !IsAlwaysPresent(item, key))
                .Select(key => $"the map key {key} must be a field of the items that is required or has a default"),
            _ => [$"{listType.ListType} is no list type: map, set or atomic"],
        };
    }

    // The API server's rule for keys of map lists: an item without its key could not be told from another.
    private static bool IsAlwaysPresent(JsonObject item, string key) =>
        item["properties"]![key] is JsonObject field
        && (field.ContainsKey("default") || item["required"] is JsonArray required && required.Any(name => name!.GetValue<string>() == key));

    private static IEnumerable<string> AddSizes(JsonObject schema, bool isList, ItemsAttribute? items)
    {
        if (items is null)
        {
            yield break;
        }

        if (!isList && schema["additionalProperties"] is not JsonObject)
        {
            yield return "[Items] is for lists and maps";
            yield break;
        }

        if (items.MinItems >= 0)
        {
            schema[isList ? "minItems" : "minProperties"] = items.MinItems;
        }

        if (items.MaxItems >= 0)
        {
            schema[isList ? "maxItems" : "maxProperties"] = items.MaxItems;
        }
    }
}
