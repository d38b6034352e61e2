using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hermes.DevCluster.Schemas;

/// <summary>JSON values by OpenAPI type.</summary>
internal static class JsonTypes
{
    /// <summary>The OpenAPI type; a number without fraction and exponent that fits 64 bits is an <c>integer</c>, as Go decodes it.</summary>
    public static string Of(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.Object => "object",
        JsonValueKind.Array => "array",
        JsonValueKind.String => "string",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Number => TryInteger(value, out _) ? "integer" : "number",
        _ => "null",
    };

    /// <summary>The value as a string; null where it is none.</summary>
    public static string? Text(JsonNode? value) =>
        value is JsonValue scalar && scalar.GetValueKind() == JsonValueKind.String ? scalar.GetValue<string>() : null;

    /// <summary>Whether the value is true.</summary>
    public static bool IsTrue(JsonNode? value) => value?.GetValueKind() == JsonValueKind.True;

    /// <summary>The value as a 64-bit integer.</summary>
    public static bool TryInteger(JsonNode? value, out long integer)
    {
        integer = 0;
        return value is JsonValue scalar && scalar.GetValueKind() == JsonValueKind.Number
            && long.TryParse(scalar.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out integer);
    }

    /// <summary>The value as a float.</summary>
    public static double Float(JsonNode value) => double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture);
}
