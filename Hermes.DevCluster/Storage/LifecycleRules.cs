using Hermes.DevCluster.Kinds;

namespace Hermes.DevCluster.Storage;

/// <summary>The two kinds whose objects hold others, and whose deletion the server finishes in its own way.</summary>
internal static class LifecycleRules
{
    /// <summary>Whether a kind is <c>Namespace</c>.</summary>
    public static bool IsNamespace(KindRow row) => row is { Group: "", Plural: "namespaces" };

    /// <summary>Whether a kind is <c>CustomResourceDefinition</c>.</summary>
    public static bool IsDefinition(KindRow row) => row is { Group: "apiextensions.k8s.io", Plural: "customresourcedefinitions" };

    /// <summary>Whether deletion neither counts a generation nor names a grace period.</summary>
    public static bool HasOwnDeletion(KindRow row) => IsNamespace(row) || IsDefinition(row);
}
