using System.Text.Json.Nodes;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Apply;

/// <summary>Takes fields and list elements out of an object.</summary>
internal static class ItemRemover
{
    /// <summary>A copy of the object without the members of the set; a container that this empties becomes null.</summary>
    public static JsonObject Remove(MergeType type, JsonObject value, FieldSet items) =>
        Visit(type, value, items) as JsonObject ?? [];

    private static JsonNode? Visit(MergeType type, JsonNode? value, FieldSet items) => (value, type.Shape(Operand.Of(value))) switch
    {
        (JsonObject map, MergeShape.Map) when !type.IsAtomicMap => VisitMap(type, map, items),
        (JsonArray list, MergeShape.List) when type.ListType != ListType.Atomic => VisitList(type, list, items),
        _ => value?.DeepClone(),
    };

    private static JsonObject? VisitMap(MergeType type, JsonObject map, FieldSet items)
    {
        var kept = new JsonObject();
        foreach (var (name, field) in map)
        {
            var step = PathElement.Field(name);
            if (items.Has(step))
            {
                continue;
            }

            var below = items.Below(step);
            kept[name] = below.IsEmpty ? field?.DeepClone() : Visit(type.Field(name) ?? MergeType.Deduced, field, below);
        }

        return kept.Count > 0 ? kept : null;
    }

    private static JsonArray? VisitList(MergeType type, JsonArray list, FieldSet items)
    {
        var kept = new JsonArray();
        foreach (var item in list)
        {
            if (type.ElementPath(item, out _) is not { } step)
            {
                kept.Add(item?.DeepClone());
            }
            else if (!items.Has(step))
            {
                var below = items.Below(step);
                kept.Add(below.IsEmpty ? item?.DeepClone() : Visit(type.Element(), item, below));
            }
        }

        return kept.Count > 0 ? kept : null;
    }
}
