using System.Text.Json.Nodes;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Apply;

/// <summary>The fields that an object names: leaves, elements of lists, and entries of maps, but not declared containers.</summary>
internal static class OwnedFields
{
    /// <summary>The fields of an object.</summary>
    public static FieldSet Of(MergeType type, JsonObject value)
    {
        var set = new FieldSet();
        Visit(type, value, [], set);
        return set;
    }

    private static void Visit(MergeType type, JsonNode? value, List<PathElement> path, FieldSet set)
    {
        switch (type.Shape(Operand.Of(value)))
        {
            case MergeShape.Map when !type.IsAtomicMap:
                foreach (var (name, field) in value as JsonObject ?? [])
                {
                    path.Add(PathElement.Field(name));
                    Visit(type.Field(name) ?? MergeType.Deduced, field, path, set);
                    if (field is null or JsonObject { Count: 0 } || !type.Declares(name))
                    {
                        set.Add(path);
                    }

                    path.RemoveAt(path.Count - 1);
                }

                break;
            case MergeShape.List when type.ListType != ListType.Atomic:
                VisitElements(type, value as JsonArray ?? [], path, set);
                break;
            default:
                set.Add(path);
                break;
        }
    }

    private static void VisitElements(MergeType type, JsonArray list, List<PathElement> path, FieldSet set)
    {
        var elements = list.Select(item => (Step: type.ElementPath(item, out _), Item: item)).Where(element => element.Step is not null);
        foreach (var same in elements.GroupBy(element => element.Step!))
        {
            path.Add(same.Key);
            if (same.Take(2).Count() == 1)
            {
                Visit(type.Element(), same.First().Item, path, set);
            }

            set.Add(path);
            path.RemoveAt(path.Count - 1);
        }
    }
}
