using System.Text.Json.Nodes;

namespace Hermes.DevCluster.Kinds.Cluster;

/// <summary>Defaults of namespaces.</summary>
internal static class NamespaceRules
{
    private const string NameLabel = "kubernetes.io/metadata.name";

    /// <summary>Every namespace carries its name as a label, so that selectors can name it.</summary>
    public static void Fill(JsonObject value)
    {
        if (value.TextAt("metadata", "name") is { Length: > 0 } name)
        {
            value.Child("metadata").Child("labels")[NameLabel] = name;
        }
    }

    /// <summary>A new namespace is held by the finalizer that empties it.</summary>
    public static void Prepare(JsonObject value, JsonObject? old)
    {
        if (old is null)
        {
            value.Child("spec")["finalizers"] = new JsonArray("kubernetes");
            Fill(value);
        }
    }
}
