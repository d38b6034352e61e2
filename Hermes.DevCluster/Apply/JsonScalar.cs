using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hermes.DevCluster.Apply;

/// <summary>Scalars in the one spelling and order that field sets use.</summary>
internal static class JsonScalar
{
    /// <summary>The JSON text; a whole number is written without a fraction, so that 1 and 1.0 are one key.</summary>
    public static string Text(JsonNode? value) => value switch
    {
        null => "null",
        JsonValue scalar when scalar.GetValueKind() == JsonValueKind.String =>
            $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(scalar.GetValue<string>())}\"",
        JsonValue scalar when scalar.GetValueKind() == JsonValueKind.Number => NumberText(Number(scalar), scalar),
        _ => value.ToJsonString(),
    };

    /// <summary>Numbers first, then strings, then booleans, then the rest.</summary>
    public static int Compare(JsonNode? left, JsonNode? right)
    {
        var (a, b) = (Rank(left), Rank(right));
        return a != b ? a.CompareTo(b) : a switch
        {
            0 => Number(left!.AsValue()).CompareTo(Number(right!.AsValue())),
            1 => string.CompareOrdinal(left!.GetValue<string>(), right!.GetValue<string>()),
            _ => string.CompareOrdinal(Text(left), Text(right)),
        };
    }

    private static int Rank(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.Number => 0,
        JsonValueKind.String => 1,
        JsonValueKind.False or JsonValueKind.True => 2,
        null => 5,
        _ => 3,
    };

    private static double Number(JsonValue value) => double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture);

    private static string NumberText(double number, JsonValue value) =>
        double.IsInteger(number) && Math.Abs(number) < 1L << 53
            ? ((long)number).ToString(CultureInfo.InvariantCulture)
            : value.ToJsonString();
}
