using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds;
using Hermes.DevCluster.Kinds.Rules;
using Hermes.DevCluster.Requests;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Storage;

/// <summary>Says what is wrong with an object about to be stored, and what its author should know of it.</summary>
internal static class ObjectValidation
{
    /// <summary>Checks an object.</summary>
    /// <param name="row">The kind.</param>
    /// <param name="value">The object.</param>
    /// <param name="old">The stored object; null on creation.</param>
    /// <param name="subresource">The subresource written through; null for the object itself.</param>
    /// <param name="earlier">Faults found before.</param>
    /// <exception cref="ApiException">422.</exception>
    public static void Check(KindRow row, JsonObject value, JsonObject? old, string? subresource, IReadOnlyList<FieldError> earlier)
    {
        var faults = earlier;
        if (row.Custom)
        {
            if (value.Text("kind") != row.Kind)
            {
                throw ApiErrors.Invalid(
                    value.Text("kind") ?? "",
                    row.Group,
                    value.Metadata().Text("name") ?? "",
                    [new FieldError("kind", "FieldValueInvalid", $"Invalid value: \"{value.Text("kind")}\": must be {row.Kind}")]);
            }

            faults = old is not null && subresource == "status"
                ? SchemaValidator.ValidateStatus(value, old, row.Schema, faults)
                : SchemaValidator.Validate(value, old, row.Schema, faults);
        }

        var rules = subresource == "status" && old is not null ? row.ValidateStatus : row.Validate;
        if (rules is not null)
        {
            faults = [.. faults, .. rules(value, old)];
        }

        if (faults.Count > 0)
        {
            throw ApiErrors.Invalid(row, value.Metadata().Text("name") ?? "", faults);
        }
    }

    /// <summary>What the answer to a write warns of.</summary>
    public static IEnumerable<string> Warnings(KindRow row, JsonObject value, JsonObject? old, string? subresource)
    {
        if (subresource is not null)
        {
            return [];
        }

        return row.Custom
            ? FinalizerWarnings(value.Metadata(), old?.Metadata())
            : row.Warn?.Invoke(value, old) ?? [];
    }

    // Only custom resources may have such finalizers at all; the ones of built-in kinds are refused.
    private static IEnumerable<string> FinalizerWarnings(JsonObject metadata, JsonObject? old)
    {
        foreach (var finalizer in metadata.Texts("finalizers").Except(old.Texts("finalizers"), StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            foreach (var fault in Names.Qualified(finalizer))
            {
                yield return $"metadata.finalizers: {GoText.Quote(finalizer)}: {fault}";
            }

            if (!finalizer.Contains('/', StringComparison.Ordinal) && !MetadataRules.IsStandardFinalizer(finalizer))
            {
                yield return $"metadata.finalizers: {GoText.Quote(finalizer)}: prefer a domain-qualified finalizer name including a path (/) to avoid accidental conflicts with other finalizer writers";
            }
        }
    }
}
