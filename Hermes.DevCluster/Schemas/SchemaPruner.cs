using System.Text.Json.Nodes;

namespace Hermes.DevCluster.Schemas;

/// <summary>Drops the fields that a schema does not name.</summary>
internal static class SchemaPruner
{
    /// <summary>
    /// Drops unknown fields of <paramref name="target"/> in place, unknown ones of metadata too, and returns their paths in the order in
    /// which they stand, such as <c>spec.ports[0].nope</c>: what field validation warns of or refuses.
    /// </summary>
    public static IReadOnlyList<string> Prune(JsonObject target, Schema schema)
    {
        var dropped = new List<string>();
        Visit(target, ObjectMetaSchema.Complete(schema), "", dropped);
        return dropped;
    }

    private static void Visit(JsonNode? value, Schema schema, string path, List<string> dropped)
    {
        switch (value)
        {
            case JsonObject map:
                VisitMap(map, schema.EmbeddedResource ? ObjectMetaSchema.Complete(schema) : schema, path, dropped);
                break;
            case JsonArray list when schema.Items is { } items:
                for (var i = 0; i < list.Count; i++)
                {
                    Visit(list[i], items, $"{path}[{i}]", dropped);
                }

                break;
            default:
                break;
        }
    }

    private static void VisitMap(JsonObject map, Schema schema, string path, List<string> dropped)
    {
        foreach (var (name, child) in map.ToList())
        {
            var field = FieldPath.Child(path, name);
            if (schema.Properties.TryGetValue(name, out var known) || (known = schema.AdditionalProperties) is not null)
            {
                Visit(child, known, field, dropped);
            }
            else if (!schema.PreserveUnknownFields)
            {
                dropped.Add(field);
                map.Remove(name);
            }
        }
    }
}
