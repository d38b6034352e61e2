using System.Text.Json.Nodes;

namespace Hermes.DevCluster.Schemas.Definitions;

/// <summary>The rules that hold for the schema of a CRD besides being structural: list and map types, their keys, CEL rules.</summary>
internal sealed class SchemaRulesCheck
{
    private static readonly string[] Types = ["array", "boolean", "integer", "number", "object", "string"];

    private static readonly string[] Unsupported =
        ["id", "additionalItems", "patternProperties", "definitions", "dependencies", "$ref"];

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

        _errors.AddRange(ListTypeCheck.Check(path, schema));
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

        if (JsonTypes.IsTrue(schema["uniqueItems"]))
        {
            Forbid($"{path}.uniqueItems", "uniqueItems cannot be set to true since the runtime complexity becomes quadratic");
        }

        const string Preserve = "x-kubernetes-preserve-unknown-fields";
        if (schema[Preserve] is not null && !JsonTypes.IsTrue(schema[Preserve]))
        {
            _errors.Add(FieldErrors.Invalid($"{path}.{Preserve}", schema[Preserve], "must be true or undefined"));
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
            var formFaults = RuleCheck.FormFaults(at, schema.Rules[i], schema).ToList();
            _errors.AddRange(formFaults);
            if (_compiles && formFaults.Count == 0)
            {
                _ruleErrors.AddRange(RuleCheck.ExpressionFaults(at, schema.Rules[i], schema, position.IsRoot, position.Uncorrelated));
            }
        }
    }

    private void Forbid(string path, string detail) => _errors.Add(FieldErrors.Forbidden(path, detail));

    private static string? Text(JsonObject schema, string name) => JsonTypes.Text(schema[name]);

    /// <summary>Where in the schema a node is; below a list that is no map list, old and new values cannot be told to be the same.</summary>
    private sealed record Position(bool IsRoot, string? Uncorrelated)
    {
        public Position Below() => new(IsRoot: false, Uncorrelated);

        public Position Within(string list) => new(IsRoot: false, Uncorrelated ?? list);
    }
}
