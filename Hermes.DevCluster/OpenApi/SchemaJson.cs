using System.Text.Json.Nodes;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.OpenApi;

/// <summary>Writes a schema as JSON: as a CRD carries it, or as the API's own documents tell it.</summary>
internal static class SchemaJson
{
    /// <summary>The schema as the <c>openAPIV3Schema</c> of a CRD.</summary>
    public static JsonObject ForDefinition(Schema schema) => Write(schema, named: null);

    /// <summary>The schema as it stands in an OpenAPI document of the API server.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="named">
    /// Refers to a named type, in a built-in kind's schema, whose defaults the real server mostly keeps to itself; null for a custom kind's.
    /// </param>
    public static JsonObject ForDocument(Schema schema, Func<string, JsonObject>? named) => Write(schema, named);

    /// <summary>The types that <see cref="ForDocument"/> refers to.</summary>
    public static IEnumerable<KeyValuePair<string, JsonNode?>> NamedTypes() =>
    [
        new(ComponentNames.IntOrString, new JsonObject { ["format"] = "int-or-string", ["oneOf"] = new JsonArray(Typed("integer"), Typed("string")) }),
        new(ComponentNames.Quantity, new JsonObject { ["oneOf"] = new JsonArray(Typed("string"), Typed("number")) }),
    ];

    private static JsonObject Write(Schema schema, Func<string, JsonObject>? named)
    {
        var builtIn = named is not null;
        var json = NamedType(schema) is { } type && named is not null ? named(type) : [];
        Put(json, "description", schema.Description);
        WriteType(json, schema, builtIn);
        if (schema.Default is { } value && (!builtIn || schema.Type != "object"))
        {
            json["default"] = value.DeepClone();
        }

        WriteChildren(json, schema, named);
        WriteBounds(json, schema);
        WriteMerging(json, schema);
        WriteRules(json, schema);
        return json;
    }

    private static void WriteType(JsonObject json, Schema schema, bool builtIn)
    {
        switch (schema.Format)
        {
            case "quantity" when !builtIn:
                json["oneOf"] = new JsonArray(Typed("string"), Typed("number"));
                break;
            case "micro-time":
                json["type"] = "string";
                json["format"] = "date-time";
                break;
            case var _ when builtIn && NamedType(schema) is not null:
                break;
            default:
                Put(json, "type", schema.Type);
                Put(json, "format", schema.Format);
                break;
        }

        Flag(json, "x-kubernetes-int-or-string", schema.IntOrString && !builtIn);
        Flag(json, "nullable", schema.Nullable);
        Flag(json, "x-kubernetes-preserve-unknown-fields", schema.PreserveUnknownFields && !builtIn);
        Flag(json, "x-kubernetes-embedded-resource", schema.EmbeddedResource);
    }

    private static void WriteChildren(JsonObject json, Schema schema, Func<string, JsonObject>? named)
    {
        if (schema.Required.Count > 0)
        {
            json["required"] = Texts(schema.Required);
        }

        if (schema.Properties.Count > 0)
        {
            var properties = new JsonObject();
            foreach (var (name, field) in schema.Properties)
            {
                properties[name] = Write(field, named);
            }

            json["properties"] = properties;
        }

        if (schema.AdditionalProperties is { } values)
        {
            json["additionalProperties"] = Write(values, named);
        }

        if (schema.Items is { } items)
        {
            json["items"] = Write(items, named);
        }

        foreach (var (name, alternatives) in ((string, IReadOnlyList<Schema>)[])
            [("allOf", schema.AllOf), ("anyOf", schema.AnyOf), ("oneOf", schema.OneOf)])
        {
            if (alternatives.Count > 0)
            {
                json[name] = new JsonArray([.. alternatives.Select(each => (JsonNode)Write(each, named))]);
            }
        }

        if (schema.Not is { } not)
        {
            json["not"] = Write(not, named);
        }
    }

    private static void WriteBounds(JsonObject json, Schema schema)
    {
        if (schema.Enum.Count > 0)
        {
            json["enum"] = new JsonArray([.. schema.Enum.Select(static value => value?.DeepClone())]);
        }

        Put(json, "pattern", schema.Pattern);
        Put(json, "minLength", schema.MinLength);
        Put(json, "maxLength", schema.MaxLength);
        Put(json, "minimum", schema.Minimum);
        Put(json, "maximum", schema.Maximum);
        Flag(json, "exclusiveMinimum", schema.ExclusiveMinimum);
        Flag(json, "exclusiveMaximum", schema.ExclusiveMaximum);
        Put(json, "multipleOf", schema.MultipleOf);
        Put(json, "minItems", schema.MinItems);
        Put(json, "maxItems", schema.MaxItems);
        Flag(json, "uniqueItems", schema.UniqueItems);
        Put(json, "minProperties", schema.MinProperties);
        Put(json, "maxProperties", schema.MaxProperties);
    }

    private static void WriteMerging(JsonObject json, Schema schema)
    {
        if (schema.ListType != ListType.Atomic)
        {
            json["x-kubernetes-list-type"] = schema.ListType == ListType.Map ? "map" : "set";
        }

        if (schema.ListMapKeys.Count > 0)
        {
            json["x-kubernetes-list-map-keys"] = Texts(schema.ListMapKeys);
        }

        if (schema.AtomicMap)
        {
            json["x-kubernetes-map-type"] = "atomic";
        }

        if (schema.PatchMergeKey is not null || schema.PatchMergeScalars)
        {
            Put(json, "x-kubernetes-patch-merge-key", schema.PatchMergeKey);
            json["x-kubernetes-patch-strategy"] = schema.PatchRetainKeys ? "merge,retainKeys" : "merge";
        }
        else if (schema.PatchRetainKeys)
        {
            json["x-kubernetes-patch-strategy"] = "retainKeys";
        }
    }

    private static void WriteRules(JsonObject json, Schema schema)
    {
        if (schema.Rules.Count == 0)
        {
            return;
        }

        var rules = new JsonArray();
        foreach (var rule in schema.Rules)
        {
            var entry = new JsonObject { ["rule"] = rule.Rule };
            Put(entry, "message", rule.Message);
            Put(entry, "messageExpression", rule.MessageExpression);
            Put(entry, "reason", rule.Reason);
            Put(entry, "fieldPath", rule.FieldPath);
            Flag(entry, "optionalOldSelf", rule.OptionalOldSelf);
            rules.Add((JsonNode)entry);
        }

        json["x-kubernetes-validations"] = rules;
    }

    private static string? NamedType(Schema schema) => schema.IntOrString ? ComponentNames.IntOrString
        : schema.Format == "quantity" ? ComponentNames.Quantity
        : null;

    private static JsonObject Typed(string type) => new() { ["type"] = type };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(static text => (JsonNode)text)]);

    private static void Put(JsonObject json, string name, string? value)
    {
        if (value is not null)
        {
            json[name] = value;
        }
    }

    private static void Put(JsonObject json, string name, long? value)
    {
        if (value is not null)
        {
            json[name] = value;
        }
    }

    private static void Put(JsonObject json, string name, double? value)
    {
        if (value is { } number)
        {
            // Bounds of whole numbers are written as such.
            json[name] = double.IsInteger(number) && Math.Abs(number) < long.MaxValue ? (long)number : number;
        }
    }

    private static void Flag(JsonObject json, string name, bool value)
    {
        if (value)
        {
            json[name] = true;
        }
    }
}
