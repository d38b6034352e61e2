using System.Text.Json.Nodes;

namespace Hermes.DevCluster.Schemas;

/// <summary>Whether a value is of its schema's type.</summary>
internal static class TypeCheck
{
    /// <summary>The fault; null where there is none.</summary>
    public static FieldError? Fault(JsonNode? value, Schema schema, FaultSite site)
    {
        var expected = schema.IntOrString ? "integer,string" : schema.Type ?? "";
        var format = CheckedFormat(schema);
        if (value is null)
        {
            return expected.Length == 0 || schema.Nullable ? null : Wrong(site, expected, "null");
        }

        var type = JsonTypes.Of(value);
        if ((expected.Length == 0 && format.Length == 0) || IsOfType(value, type, expected))
        {
            return null;
        }

        if (type is "string" or "array")
        {
            // A format stands in for the type of strings, and of arrays, which the validator takes for bytes.
            return format.Length > 0 && expected is not ("integer" or "number") ? null : Wrong(site, expected, type);
        }

        var numberFormat = type switch
        {
            "integer" => "int64",
            "number" => "float64",
            _ => "",
        };
        return format.Length > 0 ? Wrong(site, format, numberFormat) : Wrong(site, expected, type);
    }

    /// <summary>The format that the server checks for values of the schema; empty where it checks none.</summary>
    public static string CheckedFormat(Schema schema) => (schema.Format ?? "", schema.Type) switch
    {
        ("", _) => "",
        (var format, null or "string") when !schema.IntOrString && StringFormats.IsKnown(format) => format,
        (var format and ("int32" or "int64"), "integer") => format,
        (var format and ("float" or "double"), "number") => format,
        _ => "",
    };

    private static bool IsOfType(JsonNode value, string type, string expected) =>
        expected.Split(',').Contains(type)
        || (type == "integer" && expected == "number")
        || (type == "number" && expected.StartsWith("integer", StringComparison.Ordinal) && double.IsInteger(JsonTypes.Float(value)));

    private static FieldError Wrong(FaultSite site, string expected, string actual) =>
        FieldErrors.TypeInvalid(site.Field, actual, $"{site.Path} in body must be of type {expected}: {GoText.Quote(actual)}");
}
