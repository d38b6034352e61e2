using System.Text.Json.Nodes;

namespace Hermes.Kubernetes.Schema;

/// <summary>Defaults, checked against the field that they are for: the API server refuses a CRD whose default is invalid.</summary>
internal static class DefaultValues
{
    public static IEnumerable<string> Apply(JsonObject schema, object value)
    {
        var type = schema.ContainsKey("x-kubernetes-int-or-string") ? (value is string ? "string" : "integer") : schema["type"]?.GetValue<string>();
        JsonValue? json = (type, value) switch
        {
            ("string", string text) => JsonValue.Create(text),
            ("boolean", bool flag) => JsonValue.Create(flag),
            ("integer", int or long) => JsonValue.Create(Convert.ToInt64(value, null)),
            ("number", int or long or float or double) => JsonValue.Create(Convert.ToDouble(value, null)),
            _ => null,
        };
        if (json is null)
        {
            return [$"the default {value} is no {type}"];
        }

        schema["default"] = json;
        return Faults(schema, value);
    }

    private static IEnumerable<string> Faults(JsonObject schema, object value)
    {
        if (schema["enum"] is JsonArray allowed && !allowed.Any(allowedValue => allowedValue!.GetValue<string>() == (value as string)))
        {
            yield return $"the default {value} is not one of the allowed values";
        }

        if (value is string)
        {
            yield break;
        }

        if (value is not bool && (Limit(schema, "minimum") > Convert.ToDouble(value, null) || Limit(schema, "maximum") < Convert.ToDouble(value, null)))
        {
            yield return $"the default {value} is out of range";
        }
    }

    private static double? Limit(JsonObject schema, string name) => schema[name] is JsonValue limit
        ? limit.TryGetValue<long>(out var whole) ? whole : limit.GetValue<double>()
        : null;
}
