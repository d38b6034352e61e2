using System.Text.Json.Nodes;

namespace Hermes.DevCluster.Schemas;

/// <summary>The keys by which elements of a map list are known.</summary>
internal static class ListKeys
{
    /// <summary>The key fields that the element has.</summary>
    public static JsonObject Of(Schema list, JsonNode? element)
    {
        var keys = new JsonObject();
        foreach (var name in list.ListMapKeys)
        {
            if (element is JsonObject map && map.TryGetPropertyValue(name, out var value))
            {
                keys[name] = value?.DeepClone();
            }
        }

        return keys;
    }

    /// <summary>The element of <paramref name="candidates"/> with the same keys; null where there is none, or the list is no map list.</summary>
    public static JsonNode? FindSame(Schema list, JsonArray? candidates, JsonNode? element)
    {
        if (list.ListType != ListType.Map || candidates is null || element is not JsonObject)
        {
            return null;
        }

        var keys = Of(list, element);
        return candidates.FirstOrDefault(candidate => candidate is JsonObject && JsonNode.DeepEquals(Of(list, candidate), keys));
    }
}
