using System.Buffers.Text;
using System.Globalization;
using System.Text.Json.Nodes;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Cel;

/// <summary>
/// Values while evaluating: bool, long, double, string, TimeSpan, DateTimeOffset, and the Cel… types; never a C# null.
/// </summary>
internal static class CelValues
{
    /// <summary>A JSON value as a schema types it.</summary>
    /// <exception cref="CelException">The value is not what the schema says.</exception>
    public static object From(JsonNode? json, Schema schema) => json switch
    {
        null => CelNull.Value,
        JsonObject map when schema.Type == "object" && schema.Properties.Count == 0 && schema.AdditionalProperties is { } values =>
            new CelMap([.. map.Select(field => new KeyValuePair<object, object>(field.Key, From(field.Value, values)))]),
        JsonObject map => new CelObject(map, schema.EmbeddedResource ? CelType.RootOf(schema) : schema),
        JsonArray list => new CelList(
            [.. list.Select(item => From(item, schema.Items ?? Schema.Any))], schema.ListType, schema.ListMapKeys),
        _ => FromScalar(json, schema),
    };

    /// <summary>Whether two values are equal; numbers are whatever their type.</summary>
    public static bool AreEqual(object left, object right) => (left, right) switch
    {
        (long a, double b) => a == b,
        (double a, long b) => a == b,
        (CelList a, CelList b) => a.HasSameItems(b),
        (CelMap a, CelMap b) => a.HasSameEntries(b),
        (CelObject a, CelObject b) => JsonNode.DeepEquals(a.Value, b.Value),
        (CelOptional { Value: { } a }, CelOptional { Value: { } b }) => AreEqual(a, b),
        _ => left.Equals(right),
    };

    /// <summary>The order of two values; null where they have none.</summary>
    public static int? Compare(object left, object right) => (left, right) switch
    {
        (long a, long b) => a.CompareTo(b),
        (double a, double b) => a.CompareTo(b),
        (long a, double b) => ((double)a).CompareTo(b),
        (double a, long b) => a.CompareTo((double)b),
        (string a, string b) => string.CompareOrdinal(a, b),
        (bool a, bool b) => a.CompareTo(b),
        (TimeSpan a, TimeSpan b) => a.CompareTo(b),
        (DateTimeOffset a, DateTimeOffset b) => a.CompareTo(b),
        (CelQuantity a, CelQuantity b) => a.Value.CompareTo(b.Value),
        (CelBytes a, CelBytes b) => a.Value.Span.SequenceCompareTo(b.Value.Span),
        _ => null,
    };

    /// <summary>The type of a value.</summary>
    public static CelType TypeOf(object value) => new(KindOf(value));

    /// <summary>The kind of a value's type.</summary>
    public static CelKind KindOf(object value) => value switch
    {
        CelNull => CelKind.Null,
        bool => CelKind.Bool,
        long => CelKind.Int,
        double => CelKind.Double,
        string => CelKind.String,
        CelBytes => CelKind.Bytes,
        CelList => CelKind.List,
        CelMap => CelKind.Map,
        TimeSpan => CelKind.Duration,
        DateTimeOffset => CelKind.Timestamp,
        CelType => CelKind.Type,
        CelOptional => CelKind.Optional,
        CelQuantity => CelKind.Quantity,
        _ => CelKind.Object,
    };

    /// <summary>The value as <c>string(…)</c> writes it.</summary>
    public static string Text(object value) => value switch
    {
        string text => text,
        bool flag => flag ? "true" : "false",
        long number => number.ToString(CultureInfo.InvariantCulture),
        double number => GoText.Float(number),
        TimeSpan duration => $"{GoText.Float(duration.TotalSeconds)}s",
        DateTimeOffset time => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture),
        CelBytes bytes => System.Text.Encoding.UTF8.GetString(bytes.Value.Span),
        CelList list => $"[{string.Join(", ", list.Items.Select(Text))}]",
        CelMap map => $"{{{string.Join(", ", map.Entries.Select(entry => $"{Text(entry.Key)}: {Text(entry.Value)}"))}}}",
        CelObject map => map.Value.ToJsonString(),
        CelType type => type.ToString(),
        CelQuantity quantity => quantity.ToString(),
        _ => "null",
    };

    private static object FromScalar(JsonNode json, Schema schema)
    {
        var type = JsonTypes.Of(json);
        return type switch
        {
            "boolean" => json.GetValue<bool>(),
            "integer" when schema.Type != "number" && JsonTypes.TryInteger(json, out var number) => number,
            "number" when schema.Type == "integer" && JsonTypes.Float(json) is var whole && double.IsInteger(whole) => (long)whole,
            "integer" or "number" => JsonTypes.Float(json),
            _ => FromText(JsonTypes.Text(json)!, schema),
        };
    }

    private static object FromText(string text, Schema schema) => (schema.Type, schema.Format) switch
    {
        ("string", "duration") => GoDuration.TryParse(text, out var nanoseconds)
            ? TimeSpan.FromTicks(nanoseconds / TimeSpan.NanosecondsPerTick)
            : throw new CelException($"invalid duration {text}"),
        ("string", "date-time") => Rfc3339.TryParse(text, out var time) ? time : throw new CelException($"invalid timestamp {text}"),
        ("string", "date") => Rfc3339.TryParse($"{text}T00:00:00Z", out var date) ? date : throw new CelException($"invalid date {text}"),
        ("string", "byte") => Base64.IsValid(text)
            ? new CelBytes(Convert.FromBase64String(text))
            : throw new CelException($"invalid base64 {text}"),
        _ => text,
    };
}
