using System.Text.Json.Nodes;
using Hermes.DevCluster.Cel;

namespace Hermes.DevCluster.Schemas.Definitions;

/// <summary>The rules that hold for the schema of a CRD besides being structural: list and map types, their keys, CEL rules.</summary>
internal sealed class SchemaRulesCheck
{
    private static readonly string[] Types = ["array", "boolean", "integer", "number", "object", "string"];

    private static readonly string[] Unsupported =
        ["id", "additionalItems", "patternProperties", "definitions", "dependencies", "$ref"];

    private static readonly string[] Reasons =
        ["FieldValueDuplicate", "FieldValueForbidden", "FieldValueInvalid", "FieldValueRequired"];

    private readonly List<FieldError> _errors = [];
    private readonly List<FieldError> _ruleErrors = [];
    private readonly bool _compiles;

    private SchemaRulesCheck(bool compiles) => _compiles = compiles;

    /// <summary>Every fault; those of CEL expressions come last, and only when <paramref name="compiles"/>.</summary>
    public static IReadOnlyList<FieldError> Check(string path, JsonObject schema, bool compiles)
    {
        var check = new SchemaRulesCheck(compiles);
        check.Visit(path, schema, new(IsRoot: true, Uncorrelated: null));
        return [.. check._errors, .. check._ruleErrors];
    }

    private void Visit(string path, JsonObject schema, Position position)
    {
        var type = Text(schema, "type") ?? "";
        VisitVocabulary(path, schema, type);
        if (schema["additionalProperties"] is { } values)
        {
            if (schema["properties"] is JsonObject { Count: > 0 } && values is not JsonValue)
            {
                Forbid($"{path}.additionalProperties", "additionalProperties and properties are mutual exclusive");
            }

            if (values is JsonObject valueSchema)
            {
                Visit($"{path}.additionalProperties", valueSchema, position.Below());
            }
        }

        foreach (var (name, property) in schema["properties"] as JsonObject ?? [])
        {
            if (property is JsonObject propertySchema)
            {
                var at = $"{path}.properties[{name}]";
                if (position.IsRoot && name is "metadata" or "kind" or "apiVersion" && propertySchema["default"] is not null)
                {
                    Forbid($"{at}.default", $"must not be set in top-level {name}");
                }

                Visit(at, propertySchema, position.Below());
            }
        }

        if (schema["items"] is JsonObject items)
        {
            Visit($"{path}.items", items, Text(schema, "x-kubernetes-list-type") == "map" ? position.Below() : position.Within(path));
        }

        VisitMapType(path, schema, type);
        VisitListType(path, schema, type);
        VisitRules(path, schema, position);
    }

    private void VisitVocabulary(string path, JsonObject schema, string type)
    {
        if (type.Length > 0 && !Types.Contains(type))
        {
            _errors.Add(FieldErrors.NotSupported($"{path}.type", type, Types));
        }

        foreach (var name in Unsupported.Where(name => schema[name] is not null))
        {
            Forbid($"{path}.{name}", $"{name} is not supported");
        }

        if (schema["items"] is JsonArray)
        {
            Forbid($"{path}.items", "items must be a schema object and not an array");
        }

        if (Flag(schema, "uniqueItems"))
        {
            Forbid($"{path}.uniqueItems", "uniqueItems cannot be set to true since the runtime complexity becomes quadratic");
        }

        const string Preserve = "x-kubernetes-preserve-unknown-fields";
        if (schema[Preserve] is not null && !Flag(schema, Preserve))
        {
            _errors.Add(FieldErrors.Invalid($"{path}.{Preserve}", schema[Preserve], "must be true or undefined"));
        }
    }

    private void VisitMapType(string path, JsonObject schema, string type)
    {
        if (Text(schema, "x-kubernetes-map-type") is not { } mapType)
        {
            return;
        }

        RequireType(path, type, "object", "must be object if x-kubernetes-map-type is specified");
        if (mapType is not ("atomic" or "granular"))
        {
            _errors.Add(FieldErrors.NotSupported($"{path}.x-kubernetes-map-type", mapType, ["atomic", "granular"]));
        }
    }

    private void VisitListType(string path, JsonObject schema, string type)
    {
        const string ListTypeName = "x-kubernetes-list-type";
        var listType = Text(schema, ListTypeName);
        var items = schema["items"] as JsonObject;
        if (listType is not null)
        {
            RequireType(path, type, "array", "must be array if x-kubernetes-list-type is specified");
            if (type == "array" && listType == "set")
            {
                VisitSetItems(path, items);
            }

            if (listType is not ("atomic" or "set" or "map"))
            {
                _errors.Add(FieldErrors.NotSupported($"{path}.{ListTypeName}", listType, ["atomic", "set", "map"]));
            }
        }

        var keys = schema["x-kubernetes-list-map-keys"] as JsonArray ?? [];
        if (keys.Count > 0 && listType != "map")
        {
            const string MustBeMap = "must be map if x-kubernetes-list-map-keys is non-empty";
            var at = $"{path}.{ListTypeName}";
            _errors.Add(listType is null ? FieldErrors.Required(at, MustBeMap) : FieldErrors.Invalid(at, listType, MustBeMap));
        }

        if (listType == "map")
        {
            VisitKeys(path, keys, items);
        }

        if (listType is "set" or "map" && items is not null && Flag(items, "nullable"))
        {
            Forbid($"{path}.items.nullable", $"cannot be nullable when x-kubernetes-list-type is {listType}");
        }
    }

    private void VisitSetItems(string path, JsonObject? items)
    {
        const string MustBeAtomic = "must be atomic as item of a list with x-kubernetes-list-type=set";
        if (items is null)
        {
            return;
        }

        var type = Text(items, "type");
        var listType = Text(items, "x-kubernetes-list-type");
        if (type == "array" && listType is not (null or "atomic"))
        {
            _errors.Add(FieldErrors.Invalid($"{path}.items.x-kubernetes-list-type", listType, MustBeAtomic));
        }
        else if (type == "object" && Text(items, "x-kubernetes-map-type") != "atomic")
        {
            _errors.Add(FieldErrors.Invalid($"{path}.items.x-kubernetes-map-type", listType, MustBeAtomic));
        }
    }

    private void VisitKeys(string path, JsonArray keys, JsonObject? items)
    {
        const string KeysName = "x-kubernetes-list-map-keys";
        if (keys.Count == 0)
        {
            _errors.Add(FieldErrors.Required($"{path}.{KeysName}", "must not be empty if x-kubernetes-list-type is map"));
        }

        if (items is null)
        {
            _errors.Add(FieldErrors.Required($"{path}.items", "must have a schema if x-kubernetes-list-type is map"));
            return;
        }

        if (Text(items, "type") != "object")
        {
            _errors.Add(FieldErrors.Invalid(
                $"{path}.items.type", Text(items, "type") ?? "", "must be object if parent array's x-kubernetes-list-type is map"));
            return;
        }

        var seen = new HashSet<string>();
        var required = (items["required"] as JsonArray ?? []).Select(JsonTypes.Text).ToHashSet();
        foreach (var key in keys.Select(JsonTypes.Text).OfType<string>())
        {
            VisitKey(path, key, keys, items, required.Contains(key));
            if (!seen.Add(key))
            {
                _errors.Add(FieldErrors.Invalid($"{path}.{KeysName}", keys, "must not contain duplicate entries"));
            }
        }
    }

    private void VisitKey(string path, string key, JsonArray keys, JsonObject items, bool isRequired)
    {
        if ((items["properties"] as JsonObject)?[key] is not JsonObject property)
        {
            _errors.Add(FieldErrors.Invalid($"{path}.x-kubernetes-list-map-keys", keys, "entries must all be names of item properties"));
            return;
        }

        var at = $"{path}.items.properties[{key}]";
        if (Text(property, "type") is "array" or "object")
        {
            _errors.Add(FieldErrors.Invalid(
                $"{at}.type", Text(items, "type"), "must be a scalar type if parent array's x-kubernetes-list-type is map"));
        }

        if (!isRequired && property["default"] is null)
        {
            _errors.Add(FieldErrors.Required(
                $"{at}.default", "this property is in x-kubernetes-list-map-keys, so it must have a default or be a required property"));
        }

        if (Flag(property, "nullable"))
        {
            Forbid($"{at}.nullable", "this property is in x-kubernetes-list-map-keys, so it cannot be nullable");
        }
    }

    private void VisitRules(string path, JsonObject json, Position position)
    {
        if (json["x-kubernetes-validations"] is not JsonArray { Count: > 0 })
        {
            return;
        }

        var schema = SchemaParser.Parse(json);
        for (var i = 0; i < schema.Rules.Count; i++)
        {
            var at = $"{path}.x-kubernetes-validations[{i}]";
            var found = _errors.Count;
            VisitRuleForm(at, schema.Rules[i], schema);
            if (_compiles && _errors.Count == found)
            {
                VisitRule(at, schema.Rules[i], schema, position);
            }
        }
    }

    private void VisitRuleForm(string at, ValidationRule rule, Schema schema)
    {
        var message = rule.Message?.Trim() ?? "";
        if (rule.Rule.Trim().Length == 0)
        {
            _errors.Add(FieldErrors.Required($"{at}.rule", "rule is not specified"));
        }
        else if (rule.Message is { Length: > 0 } && message.Length == 0)
        {
            _errors.Add(FieldErrors.Invalid($"{at}.message", rule.Message, "must be non-empty if specified"));
        }
        else if (HasLineBreak(message))
        {
            _errors.Add(FieldErrors.Invalid($"{at}.message", rule.Message, "must not contain line breaks"));
        }
        else if (HasLineBreak(rule.Rule.Trim()) && message.Length == 0)
        {
            _errors.Add(FieldErrors.Required($"{at}.message", "message must be specified if rule contains line breaks"));
        }

        if (rule.MessageExpression is { Length: > 0 } && rule.MessageExpression.Trim().Length == 0)
        {
            _errors.Add(FieldErrors.Required($"{at}.messageExpression", "messageExpression must be non-empty if specified"));
        }

        if (rule.Reason is not null && !Reasons.Contains(rule.Reason))
        {
            _errors.Add(FieldErrors.NotSupported($"{at}.reason", rule.Reason, Reasons));
        }

        if (rule.FieldPath is { Length: > 0 } fieldPath && FieldPathSyntax.Resolve(fieldPath, schema, out _, out _) is null)
        {
            _errors.Add(FieldErrors.Invalid($"{at}.fieldPath", fieldPath, "must be a valid path"));
        }
    }

    private void VisitRule(string at, ValidationRule rule, Schema schema, Position position)
    {
        var compiled = CompiledRule.Of(rule, schema, position.IsRoot || schema.EmbeddedResource);
        if (compiled.Fault is { } fault)
        {
            _ruleErrors.Add(FieldErrors.Invalid($"{at}.rule", Show(rule), fault));
        }

        if (compiled.MessageFault is { } messageFault)
        {
            _ruleErrors.Add(FieldErrors.Invalid($"{at}.messageExpression", Show(rule), messageFault));
        }

        if (compiled.UsesOldSelf && position.Uncorrelated is { } within)
        {
            _ruleErrors.Add(FieldErrors.Invalid(
                $"{at}.rule", rule.Rule, $"oldSelf cannot be used on the uncorrelatable portion of the schema within {within}"));
        }
        else if (!compiled.UsesOldSelf && compiled.Fault is null && rule.OptionalOldSelf)
        {
            _ruleErrors.Add(FieldErrors.Invalid($"{at}.optionalOldSelf", true, "may not be set if oldSelf is not used in rule"));
        }
    }

    private void RequireType(string path, string type, string expected, string rule)
    {
        if (type != expected)
        {
            _errors.Add(type.Length == 0 ? FieldErrors.Required($"{path}.type", rule) : FieldErrors.Invalid($"{path}.type", type, rule));
        }
    }

    private void Forbid(string path, string detail) => _errors.Add(FieldErrors.Forbidden(path, detail));

    /// <summary>The rule as the server prints it: its internal type has no JSON names.</summary>
    private static JsonObject Show(ValidationRule rule) => new()
    {
        ["Rule"] = rule.Rule,
        ["Message"] = rule.Message ?? "",
        ["MessageExpression"] = rule.MessageExpression ?? "",
        ["Reason"] = rule.Reason,
        ["FieldPath"] = rule.FieldPath ?? "",
        ["OptionalOldSelf"] = rule.OptionalOldSelf ? true : null,
    };

    private static bool HasLineBreak(string text) => text.AsSpan().ContainsAny('\n', '\r');

    private static string? Text(JsonObject schema, string name) => JsonTypes.Text(schema[name]);

    private static bool Flag(JsonObject schema, string name) =>
        schema[name] is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;

    /// <summary>Where in the schema a node is; below a list that is no map list, old and new values cannot be told to be the same.</summary>
    private sealed record Position(bool IsRoot, string? Uncorrelated)
    {
        public Position Below() => new(IsRoot: false, Uncorrelated);

        public Position Within(string list) => new(IsRoot: false, Uncorrelated ?? list);
    }
}
