using System.Text.Json.Nodes;

namespace Hermes.DevCluster.Schemas;

/// <summary>Writes a schema's defaults where a field is absent, or null where null is no value.</summary>
internal static class SchemaDefaulter
{
    /// <summary>Fills <paramref name="target"/> in place.</summary>
    public static void Apply(JsonObject target, Schema schema) => Fill(target, schema);

    private static void Fill(JsonNode? value, Schema schema)
    {
        switch (value)
        {
            case JsonObject map:
                foreach (var (name, field) in schema.Properties)
                {
                    if (field.Default is null)
                    {
                        continue;
                    }

                    var present = map.TryGetPropertyValue(name, out var current);
                    if (!present || (current is null && !field.Nullable))
                    {
                        map[name] = field.Default.DeepClone();
                    }
                }

                foreach (var (name, child) in map)
                {
                    if (schema.Properties.TryGetValue(name, out var field) || (field = schema.AdditionalProperties) is not null)
                    {
                        Fill(child, field);
                    }
                }

                break;
            case JsonArray list when schema.Items is { } items:
                foreach (var item in list)
                {
                    Fill(item, items);
                }

                break;
            default:
                break;
        }
    }
}
