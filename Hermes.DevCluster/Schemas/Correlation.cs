using System.Text.Json.Nodes;

namespace Hermes.DevCluster.Schemas;

/// <summary>
/// The former value that a value is compared with on an update, so that what was stored before and did not change is not refused
/// now (CRD validation ratcheting).
/// </summary>
/// <param name="IsKnown">Whether there is a former value to compare with.</param>
/// <param name="Old">The former value.</param>
internal readonly record struct Correlation(bool IsKnown, JsonNode? Old)
{
    /// <summary>There is nothing to compare with.</summary>
    public static Correlation None => default;

    /// <summary>A former value.</summary>
    public static Correlation With(JsonNode? old) => new(IsKnown: true, old);

    /// <summary>Whether the value is the former one.</summary>
    public bool IsUnchanged(JsonNode? value) => IsKnown && JsonNode.DeepEquals(value, Old);

    /// <summary>The former value of a field.</summary>
    public Correlation Field(string name) =>
        IsKnown && Old is JsonObject map && map.TryGetPropertyValue(name, out var field) ? With(field) : None;

    /// <summary>The former value of an element: only elements of a map list are known by something else than their place.</summary>
    public Correlation Element(Schema list, JsonNode? element) =>
        IsKnown && ListKeys.FindSame(list, Old as JsonArray, element) is { } same ? With(same) : None;
}
