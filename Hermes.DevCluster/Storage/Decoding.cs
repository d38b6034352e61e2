using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds;
using Hermes.DevCluster.Kinds.Wire;
using Hermes.DevCluster.Requests;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Storage;

/// <summary>What happens to a body as it becomes an object of its kind: unknown fields go, defaults come.</summary>
internal static class Decoding
{
    /// <summary>Completes an object in place.</summary>
    /// <exception cref="ApiException">A field is unknown or repeated under strict validation, or has a type that cannot be read.</exception>
    public static void Complete(KindRow row, JsonObject value, WriteOptions options)
    {
        if (!row.Custom)
        {
            GoTypes.Check(row, value);
        }

        var sent = options is { IsPatch: true, FieldValidation: FieldValidation.Strict } ? GoText.Json(value) : "";
        var ofMetadata = MetadataRules.Normalize(row, value);
        var unknown = SchemaPruner.Prune(value, row.Schema);

        // A decoder of typed objects meets them as they stand in the body, where metadata come first; custom resources are pruned, in order.
        unknown = row.Custom ? [.. unknown.Order(StringComparer.Ordinal), .. ofMetadata] : [.. ofMetadata, .. unknown];
        string[] faults =
        [
            .. options.Duplicates.Select(path => $"duplicate field \"{path}\""),
            .. unknown.Select(path => $"unknown field \"{path}\""),
        ];
        if (faults.Length > 0)
        {
            switch (options.FieldValidation)
            {
                case FieldValidation.Strict:
                    throw options.StrictRefusal(row, sent, $"strict decoding error: {string.Join(", ", faults)}");
                case FieldValidation.Warn:
                    options.Warnings.AddRange(faults);
                    break;
                default:
                    break;
            }
        }

        SchemaDefaulter.Apply(value, row.Schema);
        row.Default?.Invoke(value);
    }
}
