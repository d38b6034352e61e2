using System.Text.Json.Nodes;
using Hermes.DevCluster.Cel;

namespace Hermes.DevCluster.Schemas.Definitions;

/// <summary>Defaults must themselves be valid values without unknown fields.</summary>
internal static class DefaultsCheck
{
    /// <summary>Every fault of a default in the schema.</summary>
    public static IEnumerable<FieldError> Check(string path, Schema schema)
    {
        var own = schema.Default is null ? [] : CheckDefault($"{path}.default", schema);
        var items = schema.Items is { } element ? Check($"{path}.items", element) : [];
        return own.Concat(items).Concat(schema.Properties.SelectMany(field => Check($"{path}.properties[{field.Key}]", field.Value)));
    }

    private static List<FieldError> CheckDefault(string at, Schema schema)
    {
        var errors = new List<FieldError>();
        var pruned = new JsonObject { ["value"] = schema.Default!.DeepClone() };
        var holder = new Schema { Type = "object", Properties = new Dictionary<string, Schema> { ["value"] = schema } };
        if (SchemaPruner.Prune(pruned, holder).Count > 0)
        {
            errors.Add(FieldErrors.Invalid(at, schema.Default, "must not have unknown fields"));
        }

        var faults = ValueChecker.Check(schema.Default, schema, new(at, ""), Correlation.None).Errors;
        errors.AddRange(faults);
        if (faults.Count == 0)
        {
            errors.AddRange(ValidationRules.Check(schema.Default, old: null, schema, at, isRoot: false));
        }

        return errors;
    }
}
