using Hermes.DevCluster.Cel;
using Hermes.DevCluster.Kinds.Rules;

namespace Hermes.DevCluster.Schemas.Definitions;

/// <summary>Whether a CEL rule of a CRD can be stored.</summary>
internal static class RuleCheck
{
    private static readonly string[] Reasons =
        ["FieldValueDuplicate", "FieldValueForbidden", "FieldValueInvalid", "FieldValueRequired"];

    /// <summary>What is wrong with a rule before it is read as CEL.</summary>
    public static IEnumerable<FieldError> FormFaults(string at, ValidationRule rule, Schema schema)
    {
        var message = rule.Message?.Trim() ?? "";
        if (rule.Rule.Trim().Length == 0)
        {
            yield return FieldErrors.Required($"{at}.rule", "rule is not specified");
        }
        else if (rule.Message is { Length: > 0 } && message.Length == 0)
        {
            yield return FieldErrors.Invalid($"{at}.message", rule.Message, "must be non-empty if specified");
        }
        else if (HasLineBreak(message))
        {
            yield return FieldErrors.Invalid($"{at}.message", rule.Message, "must not contain line breaks");
        }
        else if (HasLineBreak(rule.Rule.Trim()) && message.Length == 0)
        {
            yield return FieldErrors.Required($"{at}.message", "message must be specified if rule contains line breaks");
        }

        if (rule.MessageExpression is { Length: > 0 } && rule.MessageExpression.Trim().Length == 0)
        {
            yield return FieldErrors.Required($"{at}.messageExpression", "messageExpression must be non-empty if specified");
        }

        if (rule.Reason is not null && !Reasons.Contains(rule.Reason))
        {
            yield return FieldErrors.NotSupported($"{at}.reason", rule.Reason, Reasons);
        }

        if (rule.FieldPath is { Length: > 0 } fieldPath && FieldPathSyntax.Resolve(fieldPath, schema, out _, out _) is null)
        {
            yield return FieldErrors.Invalid($"{at}.fieldPath", fieldPath, "must be a valid path");
        }
    }

    /// <summary>What is wrong with a rule as CEL.</summary>
    public static IEnumerable<FieldError> ExpressionFaults(string at, ValidationRule rule, Schema schema, bool isRoot, string? uncorrelated)
    {
        var compiled = CompiledRule.Of(rule, schema, isRoot || schema.EmbeddedResource);
        if (compiled.Fault is { } fault)
        {
            yield return FieldErrors.Invalid($"{at}.rule", Show(rule), fault);
        }

        if (compiled.MessageFault is { } messageFault)
        {
            yield return FieldErrors.Invalid($"{at}.messageExpression", Show(rule), messageFault);
        }

        if (compiled.UsesOldSelf && uncorrelated is { } within)
        {
            yield return FieldErrors.Invalid(
                $"{at}.rule", rule.Rule, $"oldSelf cannot be used on the uncorrelatable portion of the schema within {within}");
        }
        else if (!compiled.UsesOldSelf && compiled.Fault is null && rule.OptionalOldSelf)
        {
            yield return FieldErrors.Invalid($"{at}.optionalOldSelf", true, "may not be set if oldSelf is not used in rule");
        }
    }

    /// <summary>The rule as the server prints it: its internal Go struct, in the struct's order.</summary>
    private static GoLiteral Show(ValidationRule rule) => new(
        $"{{\"Rule\":{GoText.Json(rule.Rule)},\"Message\":{GoText.Json(rule.Message ?? "")},\"MessageExpression\":{GoText.Json(rule.MessageExpression ?? "")},"
        + $"\"Reason\":{GoText.Json(rule.Reason)},\"FieldPath\":{GoText.Json(rule.FieldPath ?? "")},\"OptionalOldSelf\":{(rule.OptionalOldSelf ? "true" : "null")}}}");

    private static bool HasLineBreak(string text) => text.AsSpan().ContainsAny('\n', '\r');
}
