using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds;

namespace Hermes.DevCluster.Storage;

/// <summary>Objects in the versions of their kind.</summary>
internal static class Versions
{
    /// <summary>Group and version of a kind, as objects carry them.</summary>
    public static string ApiVersion(KindRow row) => row.Group.Length == 0 ? row.Version : $"{row.Group}/{row.Version}";

    /// <summary>A stored object in a kind's version: itself where it is in that version already, a copy otherwise.</summary>
    public static JsonObject In(KindRow row, JsonObject stored)
    {
        if (IsIn(row, stored))
        {
            return stored;
        }

        var copy = stored.DeepClone().AsObject();
        return Relabel(row.FromStored is null ? copy : row.FromStored(copy), row);
    }

    /// <summary>Whether a stored object needs no conversion.</summary>
    public static bool IsIn(KindRow row, JsonObject stored) =>
        row.FromStored is null && stored.Text("apiVersion") == ApiVersion(row) && stored.Text("kind") == row.Kind;

    /// <summary>An object of a kind's version in the form to store. May change and return its argument.</summary>
    public static JsonObject ToStored(KindRow row, JsonObject value) => row.ToStored is null ? value : row.ToStored(value);

    private static JsonObject Relabel(JsonObject value, KindRow row)
    {
        value["apiVersion"] = ApiVersion(row);
        value["kind"] = row.Kind;
        return value;
    }
}
