using System.Text.Json.Nodes;

namespace Hermes.DevCluster.Schemas.Definitions;

/// <summary>
/// Whether a schema is structural: every node has a type, and what combines validations (allOf, anyOf, oneOf, not) neither types,
/// defaults nor declares fields that the schema itself does not.
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
        check.VisitCompleteness(path, schema, schema);
        return [.. check._errors.OrderBy(error => $"{error.Field}: {error.Message}", StringComparer.Ordinal)];
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

        foreach (var (name, property) in Properties(schema))
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

        if (Flag(schema, "x-kubernetes-embedded-resource"))
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
        if (!Flag(schema, "x-kubernetes-int-or-string"))
        {
            return;
        }

        foreach (var name in new[] { "x-kubernetes-preserve-unknown-fields", "x-kubernetes-embedded-resource" })
        {
            if (Flag(schema, name))
            {
                _errors.Add(FieldErrors.Invalid($"{path}.{name}", true, "must be false if x-kubernetes-int-or-string is true"));
            }
        }
    }

    private void VisitType(string path, JsonObject schema, Level level, string? type)
    {
        var isTyped = type is { Length: > 0 };
        if (Flag(schema, "x-kubernetes-embedded-resource") && type != "object")
        {
            const string MustBeObject = "must be object if x-kubernetes-embedded-resource is true";
            _errors.Add(isTyped ? FieldErrors.Invalid($"{path}.type", type, MustBeObject) : FieldErrors.Required($"{path}.type", MustBeObject));
        }
        else if (!isTyped && !Flag(schema, "x-kubernetes-int-or-string") && !Flag(schema, "x-kubernetes-preserve-unknown-fields"))
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
        var isEmbedded = Flag(schema, "x-kubernetes-embedded-resource");
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
            var named = Properties(metadata).Select(property => property.Name).ToList();
            var other = metadata.Any(member => member.Key is not ("type" or "properties" or "description" or "default"));
            if (other || named.Exists(name => name is not ("name" or "generateName")))
            {
                _errors.Add(FieldErrors.Forbidden(
                    $"{path}.properties[metadata]",
                    "must not specify anything other than name and generateName, but metadata is implicitly specified"));
            }
        }

        if (isEmbedded && !Flag(schema, "x-kubernetes-preserve-unknown-fields") && properties.Count == 0)
        {
            _errors.Add(FieldErrors.Required(
                $"{path}.properties",
                "must not be empty if x-kubernetes-embedded-resource is true without x-kubernetes-preserve-unknown-fields"));
        }
    }

    private void VisitCombinations(string path, JsonObject schema)
    {
        var isIntOrString = Flag(schema, "x-kubernetes-int-or-string");
        foreach (var (at, nested, name) in Nested(path, schema))
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

        foreach (var (name, property) in Properties(schema))
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

    /// <summary>Fields that combinations name must be declared by the schema itself.</summary>
    private void VisitCompleteness(string path, JsonObject schema, JsonObject nesting)
    {
        foreach (var (at, nested, _) in Nested(path, nesting))
        {
            VisitDeclared(at, nested, path, schema);
        }

        foreach (var (name, property) in Properties(schema))
        {
            VisitCompleteness($"{path}.properties[{name}]", property, property);
        }

        if (schema["items"] is JsonObject items)
        {
            VisitCompleteness($"{path}.items", items, items);
        }

        if (schema["additionalProperties"] is JsonObject values)
        {
            VisitCompleteness($"{path}.additionalProperties", values, values);
        }
    }

    private void VisitDeclared(string path, JsonObject nested, string declaredPath, JsonObject declared)
    {
        foreach (var (at, deeper, _) in Nested(path, nested))
        {
            VisitDeclared(at, deeper, declaredPath, declared);
        }

        foreach (var (name, property) in Properties(nested))
        {
            var at = $"{declaredPath}.properties[{name}]";
            if ((declared["properties"] as JsonObject)?[name] is JsonObject known)
            {
                VisitDeclared($"{path}.properties[{name}]", property, at, known);
            }
            else
            {
                _errors.Add(FieldErrors.Required(at, $"because it is defined in {path}.properties[{name}]"));
            }
        }

        if (nested["items"] is JsonObject items)
        {
            var at = $"{declaredPath}.items";
            if (declared["items"] is JsonObject known)
            {
                VisitDeclared($"{path}.items", items, at, known);
            }
            else
            {
                _errors.Add(FieldErrors.Required(at, $"because it is defined in {path}.items"));
            }
        }
    }

    private static IEnumerable<(string Path, JsonObject Schema, string Name)> Nested(string path, JsonObject schema)
    {
        foreach (var name in new[] { "anyOf", "allOf", "oneOf" })
        {
            var list = schema[name] as JsonArray ?? [];
            for (var i = 0; i < list.Count; i++)
            {
                if (list[i] is JsonObject nested)
                {
                    yield return ($"{path}.{name}[{i}]", nested, name);
                }
            }
        }

        if (schema["not"] is JsonObject not)
        {
            yield return ($"{path}.not", not, "not");
        }
    }

    private static IEnumerable<(string Name, JsonObject Schema)> Properties(JsonObject schema) =>
        (schema["properties"] as JsonObject ?? [])
            .Where(property => property.Value is JsonObject)
            .Select(property => (property.Key, property.Value!.AsObject()));

    private static string? Text(JsonObject schema, string name) => JsonTypes.Text(schema[name]);

    private static bool Flag(JsonObject schema, string name) =>
        schema[name] is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;

    private enum Level
    {
        Root,
        Item,
        Field,
    }
}
