using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Hermes.DevCluster.Requests;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Kinds.Wire;

/// <summary>
/// Brings a built-in object into the form that a server of typed objects answers with: no nulls, no zero values where Go's
/// <c>omitempty</c> writes none, quantities and times in their canonical form.
/// </summary>
internal static partial class WireForm
{
    private const string Seconds = "yyyy-MM-dd'T'HH:mm:ss'Z'";
    private const string Microseconds = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    /// <summary>The row with its objects brought into wire form before its own defaulting.</summary>
    public static KindRow WithWireForm(this KindRow row)
    {
        var own = row.Default;
        return row with
        {
            Default = value =>
            {
                Apply(row, value);
                own?.Invoke(value);
            },
        };
    }

    private static void Apply(KindRow row, JsonObject value)
    {
        try
        {
            Object(value, row.Schema);
        }
        catch (FormatException fault)
        {
            // The words of a decoder that cannot read the body into the kind's type.
            throw new ApiException(
                400, "BadRequest", $"{row.Kind} in version \"{row.Version}\" cannot be handled as a {row.Kind}: {fault.Message}");
        }
    }

    private static void Object(JsonObject value, Schema schema)
    {
        foreach (var name in value.Select(static field => field.Key).ToArray())
        {
            if (!schema.Properties.TryGetValue(name, out var field))
            {
                field = schema.AdditionalProperties;
                if (field is not null && Canonical(value[name], field, amount: true) is { } canonical)
                {
                    value[name] = canonical;
                }

                Descend(value[name], field);
                continue;
            }

            Descend(value[name], field);
            if (value[name] is not { } node || (!field.KeepsZero && IsZero(node, field)))
            {
                if (field.Default is null)
                {
                    value.Remove(name);
                }
                else
                {
                    value[name] = field.Default.DeepClone();
                }
            }
            else if (Canonical(node, field) is { } canonical)
            {
                value[name] = canonical;
            }
        }
    }

    private static void Descend(JsonNode? node, Schema? schema)
    {
        if (node is JsonObject map && schema is not null)
        {
            Object(map, schema);
        }
        else if (node is JsonArray list && schema?.Items is { } items)
        {
            foreach (var item in list)
            {
                Descend(item, items);
            }
        }
    }

    private static bool IsZero(JsonNode node, Schema schema) => node switch
    {
        JsonArray list => list.Count == 0,
        JsonObject map => map.Count == 0 && schema.AdditionalProperties is not null,
        JsonValue value => value.GetValueKind() switch
        {
            JsonValueKind.False => true,
            JsonValueKind.String => value.GetValue<string>().Length == 0,
            JsonValueKind.Number => value.IntegerAt() == 0,
            _ => false,
        },
        _ => false,
    };

    /// <summary>The value in its canonical form; null where it already is. Amounts, the entries of a resource list, are kept to a thousandth.</summary>
    private static JsonValue? Canonical(JsonNode? node, Schema schema, bool amount = false)
    {
        if (node is not JsonValue value || schema.Format is not ("quantity" or "date-time" or "micro-time"))
        {
            return null;
        }

        var text = value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();
        var canonical = schema.Format switch
        {
            "quantity" => Amount(text, amount),
            "date-time" => Time(text, Seconds, "2006-01-02T15:04:05Z07:00", SecondsShape()),
            _ => Time(text, Microseconds, "2006-01-02T15:04:05.000000Z07:00", MicrosecondsShape()),
        };
        return canonical == text && value.GetValueKind() == JsonValueKind.String ? null : JsonValue.Create(canonical);
    }

    private static string Amount(string text, bool roundUp)
    {
        if (!Quantity.TryParse(text, out var quantity))
        {
            throw new FormatException(Quantity.Fault);
        }

        return (roundUp ? quantity.Value.RoundUpToMilli() : quantity.Value).ToString();
    }

    private static string Time(string text, string format, string layout, Regex shape) =>
        shape.IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time.ToUniversalTime().ToString(format, CultureInfo.InvariantCulture)
            : throw new FormatException($"parsing time \"{text}\" as \"{layout}\": {Unread(text)}");

    /// <summary>Go names what is left of the text, and of the layout, where it stopped: here at a fraction that is missing.</summary>
    private static string Unread(string text) => text.Length > "2006-01-02T15:04:05".Length && SecondsShape().IsMatch(text)
        ? $"cannot parse \"{text["2006-01-02T15:04:05".Length..]}\" as \".000000\""
        : $"cannot parse \"{text}\"";

    // Go reads a fraction of any length where the layout has none, and exactly the layout's digits where it has some.
    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SecondsShape();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}(Z|[+-]\d\d:\d\d)\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MicrosecondsShape();
}
