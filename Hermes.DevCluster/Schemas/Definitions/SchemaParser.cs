using System.Text.Json.Nodes;

namespace Hermes.DevCluster.Schemas.Definitions;

/// <summary>Reads the OpenAPI schema of a CRD.</summary>
internal static class SchemaParser
{
    /// <summary>The schema; what a structural schema cannot say is left out.</summary>
    public static Schema Parse(JsonObject json)
    {
        var keepsUnknown = JsonTypes.IsTrue(json["x-kubernetes-preserve-unknown-fields"]);
        return new()
        {
            Type = Text(json, "type"),
            Format = Text(json, "format"),
            Description = Text(json, "description"),
            IntOrString = JsonTypes.IsTrue(json["x-kubernetes-int-or-string"]),
            Nullable = JsonTypes.IsTrue(json["nullable"]),
            PreserveUnknownFields = keepsUnknown,
            EmbeddedResource = JsonTypes.IsTrue(json["x-kubernetes-embedded-resource"]),
            Default = json["default"]?.DeepClone(),
            Properties = (json["properties"] as JsonObject ?? [])
                .Where(property => property.Value is JsonObject)
                .ToDictionary(property => property.Key, property => Parse(property.Value!.AsObject())),
            AdditionalProperties = Values(json["additionalProperties"]),
            Items = json["items"] is JsonObject items ? Parse(items) : null,
            Required = Texts(json, "required"),
            ListType = Text(json, "x-kubernetes-list-type") switch
            {
                "map" => ListType.Map,
                "set" => ListType.Set,
                _ => ListType.Atomic,
            },
            ListMapKeys = Texts(json, "x-kubernetes-list-map-keys"),
            AtomicMap = Text(json, "x-kubernetes-map-type") == "atomic",
            Enum = [.. (json["enum"] as JsonArray ?? []).Select(value => value?.DeepClone())],
            Pattern = Text(json, "pattern"),
            MinLength = Integer(json, "minLength"),
            MaxLength = Integer(json, "maxLength"),
            Minimum = Number(json, "minimum"),
            Maximum = Number(json, "maximum"),
            ExclusiveMinimum = JsonTypes.IsTrue(json["exclusiveMinimum"]),
            ExclusiveMaximum = JsonTypes.IsTrue(json["exclusiveMaximum"]),
            MultipleOf = Number(json, "multipleOf"),
            MinItems = Integer(json, "minItems"),
            MaxItems = Integer(json, "maxItems"),
            UniqueItems = JsonTypes.IsTrue(json["uniqueItems"]),
            MinProperties = Integer(json, "minProperties"),
            MaxProperties = Integer(json, "maxProperties"),
            AllOf = Schemas(json, "allOf"),
            AnyOf = Schemas(json, "anyOf"),
            OneOf = Schemas(json, "oneOf"),
            Not = json["not"] is JsonObject not ? Parse(not) : null,
            Rules = [.. (json["x-kubernetes-validations"] as JsonArray ?? []).OfType<JsonObject>().Select(Rule)],
        };
    }

    private static ValidationRule Rule(JsonObject json) => new(
        Text(json, "rule") ?? "",
        Text(json, "message"),
        Text(json, "messageExpression"),
        Text(json, "reason"),
        Text(json, "fieldPath"),
        JsonTypes.IsTrue(json["optionalOldSelf"]));

    private static Schema? Values(JsonNode? additional) => additional switch
    {
        JsonObject schema => Parse(schema),
        JsonValue value when JsonTypes.IsTrue(value) => Schema.Any,
        _ => null,
    };

    private static List<Schema> Schemas(JsonObject json, string name) =>
        [.. (json[name] as JsonArray ?? []).OfType<JsonObject>().Select(Parse)];

    private static List<string> Texts(JsonObject json, string name) =>
        [.. (json[name] as JsonArray ?? []).Select(JsonTypes.Text).OfType<string>()];

    private static string? Text(JsonObject json, string name) => JsonTypes.Text(json[name]);

    private static long? Integer(JsonObject json, string name) => JsonTypes.TryInteger(json[name], out var number) ? number : null;

    private static double? Number(JsonObject json, string name) =>
        json[name] is { } value && JsonTypes.Of(value) is "integer" or "number" ? JsonTypes.Float(json[name]!) : null;
}
