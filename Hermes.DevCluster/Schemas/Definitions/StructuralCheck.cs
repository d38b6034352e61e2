using System.Text.Json.Nodes;

namespace Hermes.DevCluster.Schemas.Definitions;

/// <summary>
/// Whether a schema is structural: every node has a type, and what combines validations (allOf, anyOf, oneOf, not) neither types,
/// defaults nor declares anything that the schema itself does not.
/// </summary>
internal sealed class StructuralCheck
{
    private static readonly JsonArray IntOrStringTypes = [new JsonObject { ["type"] = "integer" }, new JsonObject { ["type"] = "string" }];

    private readonly List<FieldError> _errors = [];

    private StructuralCheck()
    {
    }

    /// <summary>Every fault, in the real server's order.</summary>
    public static IReadOnlyList<FieldError> Check(string path, JsonObject schema)
    {
        var check = new StructuralCheck();
        check.Visit(path, schema, Level.Root);
        return
        [
            .. check._errors
                .Concat(CompletenessCheck.Check(path, schema))
                .OrderBy(error => $"{error.Field}: {error.Message}", StringComparer.Ordinal),
        ];
    }

    private void Visit(string path, JsonObject schema, Level level)
    {
        var type = Text(schema, "type");
        if (schema["items"] is JsonObject items)
        {
            Visit($"{path}.items", items, Level.Item);
        }
        else if (type == "array")
        {
            _errors.Add(FieldErrors.Required($"{path}.items", "must be specified"));
        }

        foreach (var (name, property) in SchemaNodes.Properties(schema))
        {
            Visit($"{path}.properties[{name}]", property, Level.Field);
        }

        VisitValues(path, schema, level);
        VisitExtensions(path, schema);
        VisitCombinations(path, schema);
        VisitType(path, schema, level, type);
        VisitMeta(path, schema, level);
    }

    private void VisitValues(string path, JsonObject schema, Level level)
    {
        if (schema["additionalProperties"] is not { } values)
        {
            return;
        }

        if (level == Level.Root)
        {
            _errors.Add(FieldErrors.Forbidden($"{path}.additionalProperties", "must not be used at the root"));
        }

        if (JsonTypes.IsTrue(schema["x-kubernetes-embedded-resource"]))
        {
            _errors.Add(FieldErrors.Forbidden(
                $"{path}.additionalProperties", "must not be used if x-kubernetes-embedded-resource is set"));
        }

        if (values is JsonObject valueSchema)
        {
            Visit($"{path}.additionalProperties", valueSchema, Level.Field);
        }
    }

    private void VisitExtensions(string path, JsonObject schema)
    {
        if (!JsonTypes.IsTrue(schema["x-kubernetes-int-or-string"]))
        {
            return;
        }

        foreach (var name in new[] { "x-kubernetes-preserve-unknown-fields", "x-kubernetes-embedded-resource" })
        {
            if (JsonTypes.IsTrue(schema[name]))
            {
                _errors.Add(FieldErrors.Invalid($"{path}.{name}", true, "must be false if x-kubernetes-int-or-string is true"));
            }
        }
    }

    private void VisitType(string path, JsonObject schema, Level level, string? type)
    {
        var isTyped = type is { Length: > 0 };
        if (JsonTypes.IsTrue(schema["x-kubernetes-embedded-resource"]) && type != "object")
        {
            const string MustBeObject = "must be object if x-kubernetes-embedded-resource is true";
            _errors.Add(isTyped
                ? FieldErrors.Invalid($"{path}.type", type, MustBeObject)
                : FieldErrors.Required($"{path}.type", MustBeObject));
        }
        else if (!isTyped
            && !JsonTypes.IsTrue(schema["x-kubernetes-int-or-string"]) && !JsonTypes.IsTrue(schema["x-kubernetes-preserve-unknown-fields"]))
        {
            _errors.Add(FieldErrors.Required($"{path}.type", level switch
            {
                Level.Root => "must not be empty at the root",
                Level.Item => "must not be empty for specified array items",
                _ => "must not be empty for specified object fields",
            }));
        }

        if (level == Level.Root && isTyped && type != "object")
        {
            _errors.Add(FieldErrors.Invalid($"{path}.type", type, "must be object at the root"));
        }
    }

    private void VisitMeta(string path, JsonObject schema, Level level)
    {
        var isEmbedded = JsonTypes.IsTrue(schema["x-kubernetes-embedded-resource"]);
        var properties = schema["properties"] as JsonObject ?? [];
        if (level == Level.Root || isEmbedded)
        {
            foreach (var (name, type) in new[] { ("kind", "string"), ("apiVersion", "string"), ("metadata", "object") })
            {
                if (properties[name] is JsonObject property && Text(property, "type") != type)
                {
                    _errors.Add(FieldErrors.Invalid($"{path}.properties[{name}].type", Text(property, "type") ?? "", $"must be {type}"));
                }
            }
        }

        if (level == Level.Root && properties["metadata"] is JsonObject metadata)
        {
            var named = SchemaNodes.Properties(metadata).Select(property => property.Name).ToList();
            var other = metadata.Any(member => member.Key is not ("type" or "properties" or "description" or "default"));
            if (other || named.Exists(name => name is not ("name" or "generateName")))
            {
                _errors.Add(FieldErrors.Forbidden(
                    $"{path}.properties[metadata]",
                    "must not specify anything other than name and generateName, but metadata is implicitly specified"));
            }
        }

        if (isEmbedded && !JsonTypes.IsTrue(schema["x-kubernetes-preserve-unknown-fields"]) && properties.Count == 0)
        {
            _errors.Add(FieldErrors.Required(
                $"{path}.properties",
                "must not be empty if x-kubernetes-embedded-resource is true without x-kubernetes-preserve-unknown-fields"));
        }
    }

    private void VisitCombinations(string path, JsonObject schema)
    {
        var isIntOrString = JsonTypes.IsTrue(schema["x-kubernetes-int-or-string"]);
        foreach (var (at, nested, name) in SchemaNodes.Nested(path, schema))
        {
            // These two spell out int-or-string, and are the only place where a nested schema may name types.
            var isTypesOfIntOrString = isIntOrString && JsonNode.DeepEquals(schema["anyOf"], IntOrStringTypes) && name == "anyOf";
            var isTypesInAllOf = isIntOrString && name == "allOf" && JsonNode.DeepEquals(nested["anyOf"], IntOrStringTypes);
            if (!isTypesOfIntOrString)
            {
                VisitNested(at, nested, isTypesInAllOf, areRulesAllowed: false);
            }
        }

        if (Text(schema, "pattern") is { Length: > 0 } pattern && GoRegex.Compile(pattern) is null)
        {
            _errors.Add(FieldErrors.Invalid($"{path}.pattern", pattern, "must be a valid regular expression"));
        }
    }

    private void VisitNested(string path, JsonObject schema, bool mayNameTypes, bool areRulesAllowed)
    {
        if (!mayNameTypes)
        {
            VisitCombinations(path, schema);
        }

        if (schema["items"] is JsonObject items)
        {
            VisitNested($"{path}.items", items, mayNameTypes: false, areRulesAllowed);
        }

        foreach (var (name, property) in SchemaNodes.Properties(schema))
        {
            VisitNested($"{path}.properties[{name}]", property, mayNameTypes: false, areRulesAllowed);
            if (name == "metadata")
            {
                _errors.Add(FieldErrors.Forbidden($"{path}.properties[metadata]", "must not be specified in a nested context"));
            }
        }

        Forbid("type", "must be empty to be structural");
        Forbid("additionalProperties", "must be undefined to be structural");
        Forbid("default", "must be undefined to be structural");
        Forbid("title", "must be empty to be structural");
        Forbid("description", "must be empty to be structural");
        Forbid("nullable", "must be false to be structural");
        Forbid("x-kubernetes-preserve-unknown-fields", "must be false to be structural");
        Forbid("x-kubernetes-embedded-resource", "must be false to be structural");
        Forbid("x-kubernetes-int-or-string", "must be false to be structural");
        Forbid("x-kubernetes-list-map-keys", "must be empty to be structural");
        Forbid("x-kubernetes-list-type", "must be undefined to be structural");
        Forbid("x-kubernetes-map-type", "must be undefined to be structural");
        Forbid("x-kubernetes-validations", "must be empty to be structural");

        void Forbid(string name, string rule)
        {
            var isSet = schema[name] is { } value && !(value is JsonValue scalar && scalar.TryGetValue<bool>(out var flag) && !flag)
                && value is not JsonArray { Count: 0 } && JsonTypes.Text(value) is not { Length: 0 };
            if (isSet)
            {
                _errors.Add(FieldErrors.Forbidden($"{path}.{name}", rule));
            }
        }
    }

    private static string? Text(JsonObject schema, string name) => JsonTypes.Text(schema[name]);

    private enum Level
    {
        Root,
        Item,
        Field,
    }
}
