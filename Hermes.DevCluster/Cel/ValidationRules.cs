using System.Text.Json.Nodes;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Cel;

/// <summary>Evaluates the CEL rules of a schema.</summary>
internal sealed class ValidationRules
{
    private const string OutOfBudget = "validation failed due to running out of cost budget, no further validation rules will be run";

    private readonly CelEvaluator _evaluator = new();
    private readonly List<FieldError> _errors = [];

    private ValidationRules()
    {
    }

    /// <summary>Whether there is any rule in the schema.</summary>
    public static bool Exist(Schema schema) =>
        schema.Rules.Count > 0
        || schema.Properties.Values.Any(Exist)
        || (schema.Items is { } items && Exist(items))
        || (schema.AdditionalProperties is { } values && Exist(values));

    /// <summary>A fault for each rule that does not hold.</summary>
    /// <param name="value">The value.</param>
    /// <param name="old">Its former value; null on creation.</param>
    /// <param name="schema">Its schema.</param>
    /// <param name="path">Where it is.</param>
    /// <param name="isRoot">Whether it is a whole object.</param>
    public static IReadOnlyList<FieldError> Check(JsonNode? value, JsonNode? old, Schema schema, string path = "", bool isRoot = true)
    {
        var rules = new ValidationRules();
        var correlation = old is null ? Correlation.None : Correlation.With(old);
        rules.Visit(value, old, schema, path, isRoot, new(correlation, IsParentUnchanged: false));
        return rules._errors;
    }

    private void Visit(JsonNode? value, JsonNode? old, Schema schema, string path, bool isRoot, Ratchet ratchet)
    {
        if (value is null || _evaluator.IsExhausted)
        {
            return;
        }

        if (schema.Rules.Count > 0)
        {
            Evaluate(value, old, schema, path, isRoot, ratchet);
        }

        switch (value)
        {
            case JsonArray list when schema.Items is { } items:
                for (var i = 0; i < list.Count; i++)
                {
                    var same = ListKeys.FindSame(schema, old as JsonArray, list[i]);
                    var within = ratchet.Within(value, ratchet.Correlation.Element(schema, list[i]));
                    Visit(list[i], same, items, $"{path}[{i}]", items.EmbeddedResource, within);
                }

                break;
            case JsonObject map:
                VisitFields(map, old as JsonObject, schema, path, ratchet);
                break;
            default:
                break;
        }
    }

    private void VisitFields(JsonObject map, JsonObject? old, Schema schema, string path, Ratchet ratchet)
    {
        foreach (var (name, child) in map)
        {
            var isDeclared = schema.Properties.TryGetValue(name, out var field);
            field ??= schema.AdditionalProperties;
            if (field is not null)
            {
                var at = isDeclared ? FieldPath.Child(path, name) : $"{path}[{name}]";
                Visit(child, old?[name], field, at, field.EmbeddedResource, ratchet.Within(map, ratchet.Correlation.Field(name)));
            }
        }
    }

    private void Evaluate(JsonNode value, JsonNode? old, Schema schema, string path, bool isRoot, Ratchet ratchet)
    {
        foreach (var rule in CompiledRule.AllOf(schema, isRoot))
        {
            if (rule.Expression is not { } expression)
            {
                _errors.Add(FieldErrors.Invalid(path, schema.Type, $"rule compile error: {rule.Fault}"));
            }
            else if (!rule.UsesOldSelf || old is not null || rule.Source.OptionalOldSelf)
            {
                Evaluate(rule, expression, value, old, schema, path, isRoot, ratchet);
            }

            if (_evaluator.IsExhausted)
            {
                _errors.Add(FieldErrors.Invalid(path, schema.Type, OutOfBudget));
                return;
            }
        }
    }

    private void Evaluate(
        CompiledRule rule,
        CelExpression expression,
        JsonNode value,
        JsonNode? old,
        Schema schema,
        string path,
        bool isRoot,
        Ratchet ratchet)
    {
        var source = rule.Source;
        try
        {
            var variables = Variables(rule, value, old, isRoot ? CelType.RootOf(schema) : schema);
            if (_evaluator.Evaluate(expression, variables) is true || (!rule.UsesOldSelf && ratchet.IsUnchanged(value)))
            {
                return;
            }

            var at = rule.FieldPath.Length == 0 ? path : FieldPath.Child(path, rule.FieldPath);
            _errors.Add(Fault(at, value, schema, source.Reason, Message(rule, variables)));
        }
        catch (CelException fault) when (!_evaluator.IsExhausted)
        {
            var words = source.Message is { Length: > 0 } message ? message.Trim() : source.Rule.Trim();
            var detail = fault.Message.StartsWith("no such overload", StringComparison.Ordinal)
                ? $"'{fault.Message}': call arguments did not match a supported operator, function or macro signature for rule: {words}"
                : $"{fault.Message} evaluating rule: {words}";
            _errors.Add(FieldErrors.Invalid(path, schema.Type, detail));
        }
        catch (CelException)
        {
            // Out of steps: the caller says so once.
        }
    }

    private static CelScope<object> Variables(CompiledRule rule, JsonNode value, JsonNode? old, Schema schema)
    {
        var variables = new CelScope<object>("self", CelValues.From(value, schema));
        var former = old is null ? null : CelValues.From(old, schema);
        if (rule.Source.OptionalOldSelf)
        {
            return variables.With("oldSelf", new CelOptional(former));
        }

        return former is null ? variables : variables.With("oldSelf", former);
    }

    private string Message(CompiledRule rule, CelScope<object> variables)
    {
        var source = rule.Source;
        if (rule.Message is { } expression)
        {
            try
            {
                var made = (_evaluator.Evaluate(expression, variables) as string)?.Trim() ?? "";
                if (made.Length > 0 && !made.Contains('\n', StringComparison.Ordinal))
                {
                    return made;
                }
            }
            catch (CelException)
            {
                // The server falls back to the message that is written down.
            }
        }

        return source.Message is { Length: > 0 } message ? message.Trim() : $"failed rule: {source.Rule.Trim()}";
    }

    private static FieldError Fault(string path, JsonNode value, Schema schema, string? reason, string detail) => reason switch
    {
        "FieldValueForbidden" => FieldErrors.Forbidden(path, detail),
        "FieldValueRequired" => FieldErrors.Required(path, detail),
        "FieldValueDuplicate" when IsBig(schema) => new(path, "FieldValueDuplicate", "Duplicate value"),
        "FieldValueDuplicate" => FieldErrors.Duplicate(path, value),
        _ when IsBig(schema) => FieldErrors.InvalidOmitted(path, detail),
        _ => FieldErrors.Invalid(path, value, detail),
    };

    private static bool IsBig(Schema schema) => schema.Type is "object" or "array";

    /// <summary>
    /// Whether a fault was there before: the value did not change, or has no former one to compare with and its parent did not change.
    /// </summary>
    private readonly record struct Ratchet(Correlation Correlation, bool IsParentUnchanged)
    {
        public bool IsUnchanged(JsonNode value) => Correlation.IsKnown ? Correlation.IsUnchanged(value) : IsParentUnchanged;

        public Ratchet Within(JsonNode parent, Correlation child) => new(child, IsUnchanged(parent));
    }
}
