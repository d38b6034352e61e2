using System.Text.Json.Nodes;

namespace Hermes.DevCluster.Schemas;

/// <summary>Writes a schema's defaults where a field is absent, or null where null is no value.</summary>
internal static class SchemaDefaulter
{
    /// <summary>
    /// Fills <paramref name="target"/> in place. Nulls that are neither values nor defaulted are dropped, in metadata too: Go does not
    /// tell them from absence.
    /// </summary>
    public static void Apply(JsonObject target, Schema schema)
    {
        DropNulls(target, ObjectMetaSchema.Complete(schema));
        Fill(target, schema);
    }

    /// <summary>Fills a part of an object.</summary>
    public static void Fill(JsonNode? value, Schema schema)
    {
        switch (value)
        {
            case JsonObject map:
                foreach (var (name, field) in schema.Properties)
                {
                    var isSet = map.TryGetPropertyValue(name, out var current) && (current is not null || field.Nullable);
                    if (field.Default is not null && !isSet)
                    {
                        map[name] = field.Default.DeepClone();
                    }
                }

                foreach (var (name, child) in map.ToList())
                {
                    if (FieldOf(schema, name) is { } field)
                    {
                        var isSet = child is not null || field.Nullable || field.Default is null;
                        var filled = isSet ? child : map[name] = field.Default!.DeepClone();
                        Fill(filled, field);
                    }
                }

                break;
            case JsonArray list when schema.Items is { } items:
                for (var i = 0; i < list.Count; i++)
                {
                    if (list[i] is null && !items.Nullable && items.Default is not null)
                    {
                        list[i] = items.Default.DeepClone();
                    }

                    Fill(list[i], items);
                }

                break;
            default:
                break;
        }
    }

    private static void DropNulls(JsonNode? value, Schema? schema)
    {
        switch (value)
        {
            case JsonObject map:
                foreach (var (name, child) in map.ToList())
                {
                    var field = schema is null ? null : FieldOf(schema, name);
                    if (child is null && field is { Nullable: false, Default: null })
                    {
                        map.Remove(name);
                    }
                    else
                    {
                        DropNulls(child, field);
                    }
                }

                break;
            case JsonArray list:
                foreach (var item in list)
                {
                    DropNulls(item, schema?.Items);
                }

                break;
            default:
                break;
        }
    }

    private static Schema? FieldOf(Schema schema, string name) =>
        schema.Properties.TryGetValue(name, out var field) ? field : schema.AdditionalProperties;
}
