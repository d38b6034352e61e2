using System.Text.Json.Nodes;

namespace Hermes.Kubernetes.Schema;

/// <summary>
/// Finds what is unbounded. The API server estimates a CEL rule's cost from the greatest possible object and refuses the CRD when that is too
/// much, so one field without a bound can spoil the rules of all.
/// </summary>
internal static class SchemaBounds
{
    private static readonly string[] Fixed = ["apiVersion", "kind", "metadata"];

    /// <summary>The unbounded fields of an object's schema.</summary>
    public static IEnumerable<string> Faults(JsonObject root) =>
        PropertiesOf(root).Where(property => !Fixed.Contains(property.Key)).SelectMany(property => Faults(property.Value, property.Key));

    private static IEnumerable<string> Faults(JsonObject schema, string path)
    {
        var type = schema["type"]?.GetValue<string>();
        if ((type == "string" || schema.ContainsKey("x-kubernetes-int-or-string"))
            && !schema.ContainsKey("maxLength") && !schema.ContainsKey("enum") && !schema.ContainsKey("format"))
        {
            yield return $"{path}: needs a greatest length: [Length(maxLength: …)] or [AllowedValues(…)]";
        }

        if (schema["items"] is JsonObject item)
        {
            if (!schema.ContainsKey("maxItems"))
            {
                yield return $"{path}: needs a greatest size: [Items(maxItems: …)]";
            }

            foreach (var fault in Faults(item, $"{path}[]"))
            {
                yield return fault;
            }
        }

        if (schema["additionalProperties"] is JsonObject value)
        {
            if (!schema.ContainsKey("maxProperties"))
            {
                yield return $"{path}: needs a greatest size: [Items(maxItems: …)]";
            }

            foreach (var fault in Faults(value, $"{path}.*"))
            {
                yield return fault;
            }
        }

        foreach (var fault in PropertiesOf(schema).SelectMany(property => Faults(property.Value, $"{path}.{property.Key}")))
        {
            yield return fault;
        }
    }

    private static IEnumerable<(string Key, JsonObject Value)> PropertiesOf(JsonObject schema) =>
        schema["properties"] is JsonObject properties ? properties.Select(property => (property.Key, property.Value!.AsObject())) : [];
}
