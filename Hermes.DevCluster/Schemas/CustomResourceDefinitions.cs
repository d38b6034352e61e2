using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds;

namespace Hermes.DevCluster.Schemas;

/// <summary>What the server makes of a <c>CustomResourceDefinition</c>: its faults, or the rows of its kinds.</summary>
internal static class CustomResourceDefinitions
{
    /// <summary>Every fault of a definition after its defaults were filled in; empty when it can be served.</summary>
    public static IReadOnlyList<FieldError> Check(JsonObject crd) => [];

    /// <summary>One row per served version of a definition that <see cref="Check"/> found no fault in.</summary>
    public static IReadOnlyList<KindRow> Rows(JsonObject crd) => [];
}
