using System.Text.Json.Nodes;

namespace Hermes.DevCluster.Schemas.Definitions;

/// <summary>What is below a node of a CRD's schema.</summary>
internal static class SchemaNodes
{
    /// <summary>What combines validations, by its path and the name it stands under.</summary>
    public static IEnumerable<(string Path, JsonObject Schema, string Name)> Nested(string path, JsonObject schema)
    {
        foreach (var name in new[] { "anyOf", "allOf", "oneOf" })
        {
            var list = schema[name] as JsonArray ?? [];
            for (var i = 0; i < list.Count; i++)
            {
                if (list[i] is JsonObject nested)
                {
                    yield return ($"{path}.{name}[{i}]", nested, name);
                }
            }
        }

        if (schema["not"] is JsonObject not)
        {
            yield return ($"{path}.not", not, "not");
        }
    }

    /// <summary>The declared fields.</summary>
    public static IEnumerable<(string Name, JsonObject Schema)> Properties(JsonObject schema) =>
        (schema["properties"] as JsonObject ?? [])
            .Where(property => property.Value is JsonObject)
            .Select(property => (property.Key, property.Value!.AsObject()));
}
