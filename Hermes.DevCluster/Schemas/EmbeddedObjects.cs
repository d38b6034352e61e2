using System.Text.Json.Nodes;
using Hermes.DevCluster.Storage;

namespace Hermes.DevCluster.Schemas;

/// <summary>Whole Kubernetes objects inside another must say what they are.</summary>
internal static class EmbeddedObjects
{
    /// <summary>Every fault of an embedded object's type.</summary>
    public static IEnumerable<FieldError> Check(string path, JsonNode? value, Schema schema) => value switch
    {
        JsonObject map => (schema.EmbeddedResource ? CheckType(path, map) : []).Concat(map.SelectMany(field => CheckField(path, field, schema))),
        JsonArray list when schema.Items is { } items => list.SelectMany((item, i) => Check($"{path}[{i}]", item, items)),
        _ => [],
    };

    private static IEnumerable<FieldError> CheckField(string path, KeyValuePair<string, JsonNode?> field, Schema schema)
    {
        if (schema.Properties.TryGetValue(field.Key, out var declared))
        {
            return Check(FieldPath.Child(path, field.Key), field.Value, declared);
        }

        return schema.AdditionalProperties is { } values ? Check($"{path}[{field.Key}]", field.Value, values) : [];
    }

    private static IEnumerable<FieldError> CheckType(string path, JsonObject map)
    {
        if (map["metadata"] is JsonObject metadata)
        {
            foreach (var fault in MetadataRules.SharedFaults(isCustom: true, metadata))
            {
                yield return fault with { Field = FieldPath.Child(path, fault.Field) };
            }
        }

        foreach (var name in new[] { "apiVersion", "kind" })
        {
            var field = FieldPath.Child(path, name);
            if (!map.TryGetPropertyValue(name, out var value))
            {
                yield return FieldErrors.Required(field);
            }
            else if (JsonTypes.Text(value) is not { } text)
            {
                yield return FieldErrors.Invalid(field, value, "must be a string");
            }
            else if (text.Length == 0)
            {
                yield return FieldErrors.Invalid(field, value, "must not be empty");
            }
        }
    }
}
