using System.Text.Json.Nodes;
using Hermes.Kubernetes.Schema;
using Hermes.Operator.Entities;

namespace Hermes.Campaigns.Operations;

/// <summary>Every operation on every field of HermesApp's spec, as its definition has it.</summary>
internal static class OperationCatalog
{
    /// <summary>Every field of the spec.</summary>
    public static IReadOnlyList<SchemaField> Fields { get; } = [.. SchemaField.Below(SpecSchema())];

    public static IReadOnlyList<FieldOperation> All { get; } = [.. Fields.SelectMany(FieldOperations.Of)];

    private static readonly Dictionary<string, FieldOperation> ByName = All.ToDictionary(operation => operation.ToString(), StringComparer.Ordinal);

    /// <summary>An operation by its name, such as <c>port@above</c>.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public static FieldOperation Get(string name) =>
        ByName.GetValueOrDefault(name) ?? throw new FormatException($"there is no operation '{name}'; one is 'port@above'");

    private static JsonObject SpecSchema() =>
        CustomResourceDefinitionGenerator.Generate(HermesJsonContext.Default.HermesApp)["spec"]!["versions"]![0]!["schema"]!["openAPIV3Schema"]!["properties"]!["spec"]!
            .AsObject();
}
