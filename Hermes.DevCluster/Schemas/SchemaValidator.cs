using System.Text.Json.Nodes;
using Hermes.DevCluster.Cel;

namespace Hermes.DevCluster.Schemas;

/// <summary>Checks a value against its schema, with the real server's words, reasons and order.</summary>
internal static class SchemaValidator
{
    private const string NotChecked =
        "some validation rules were not checked because the object was invalid; correct the existing errors to complete validation";

    /// <summary>Every fault of <paramref name="value"/>; empty when it is valid.</summary>
    /// <param name="value">The whole object.</param>
    /// <param name="old">The stored object on an update; null on creation.</param>
    /// <param name="schema">The kind's schema.</param>
    /// <param name="earlier">Faults found before (of metadata); they come first in the answer and may keep CEL rules from running.</param>
    public static IReadOnlyList<FieldError> Validate(
        JsonNode? value, JsonNode? old, Schema schema, IReadOnlyList<FieldError>? earlier = null)
    {
        var correlation = old is null ? Correlation.None : Correlation.With(old);
        List<FieldError> errors = [.. earlier ?? [], .. ValueChecker.Check(value, schema, new("", ""), correlation).Errors];
        errors.AddRange(EmbeddedObjects.Check("", value, schema));
        AddStructure(errors, value, old, schema);
        return errors;
    }

    /// <summary>Every fault of a write through the status subresource: values outside <c>status</c> are not checked again.</summary>
    /// <param name="value">The whole object.</param>
    /// <param name="old">The stored object.</param>
    /// <param name="schema">The kind's schema.</param>
    /// <param name="earlier">Faults found before.</param>
    public static IReadOnlyList<FieldError> ValidateStatus(
        JsonObject value, JsonObject old, Schema schema, IReadOnlyList<FieldError>? earlier = null)
    {
        List<FieldError> errors = [.. earlier ?? []];
        if (value.TryGetPropertyValue("status", out var status) && schema.Properties.TryGetValue("status", out var statusSchema))
        {
            var correlation = Correlation.With(old).Field("status");
            errors.AddRange(ValueChecker.Check(status, statusSchema, new("status", ""), correlation).Errors);
        }

        AddStructure(errors, value, old, schema);
        return errors;
    }

    private static void AddStructure(List<FieldError> errors, JsonNode? value, JsonNode? old, Schema schema)
    {
        if (old is null || !ListUniqueness.Check("", old, schema).Any())
        {
            errors.AddRange(ListUniqueness.Check("", value, schema));
        }

        if (!ValidationRules.Exist(schema))
        {
            return;
        }

        // A rule may trust what the schema says of types, presence and sizes, so it does not run where that does not hold.
        var isBlocked = errors.Exists(error => error.Reason is "FieldValueRequired" or "FieldValueNotSupported" or "FieldValueTooLong"
            or "FieldValueTooMany" or "FieldValueTypeInvalid");
        errors.AddRange(isBlocked ? [FieldErrors.Invalid("", null, NotChecked)] : ValidationRules.Check(value, old, schema));
    }
}
