using System.Text.Json.Nodes;

namespace Hermes.DevCluster.Kinds;

/// <summary>A column of a Table answer.</summary>
/// <param name="Name">The header.</param>
/// <param name="Type">The OpenAPI type: <c>string</c>, <c>integer</c>, <c>date</c>, ….</param>
/// <param name="Cell">The cell of an object; null prints as <c>&lt;none&gt;</c>.</param>
public sealed record PrinterColumn(string Name, string Type, Func<JsonObject, JsonNode?> Cell)
{
    /// <summary>The OpenAPI format.</summary>
    public string Format { get; init; } = "";

    /// <summary>Prose for clients.</summary>
    public string Description { get; init; } = "";

    /// <summary>0 for the plain view, more for wide.</summary>
    public int Priority { get; init; }
}
