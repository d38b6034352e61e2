using System.Text.Json.Nodes;

namespace Hermes.DevCluster.Apply;

/// <summary>One side of a merge or comparison at some path: absent, or a value that may be null.</summary>
/// <param name="Exists">Whether the side has the path at all.</param>
/// <param name="Value">The value.</param>
internal readonly record struct Operand(bool Exists, JsonNode? Value)
{
    /// <summary>The side has nothing there.</summary>
    public static Operand Absent => default;

    /// <summary>The value as an object; null where it is none.</summary>
    public JsonObject? Map => Value as JsonObject;

    /// <summary>The value as an array; null where it is none.</summary>
    public JsonArray? List => Value as JsonArray;

    /// <summary>A present value.</summary>
    public static Operand Of(JsonNode? value) => new(Exists: true, value);

    /// <summary>A field of the object.</summary>
    public Operand Field(string name) =>
        Map is { } map && map.TryGetPropertyValue(name, out var value) ? Of(value) : Absent;
}
