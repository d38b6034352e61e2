using Hermes.Operator.Entities;

namespace Hermes.Operator.Children;

/// <summary>Labels of children and of pods.</summary>
internal static class ChildLabels
{
    public const string App = "hermes.dev/app";
    public const string ManagedBy = "hermes-operator";

    /// <summary>Labels of every child and every pod.</summary>
    public static SortedDictionary<string, string> For(HermesApp app) => new(StringComparer.Ordinal)
    {
        [App] = app.Metadata.Name,
        ["app.kubernetes.io/instance"] = app.Metadata.Name,
        ["app.kubernetes.io/managed-by"] = ManagedBy,
        ["app.kubernetes.io/name"] = app.Metadata.Name,
        ["app.kubernetes.io/part-of"] = app.Metadata.Name,
    };

    /// <summary>
    /// The pods' selector: one label of our own, since the usual ones would also catch a Helm chart's pods. It never changes, because a
    /// Deployment's cannot.
    /// </summary>
    public static SortedDictionary<string, string> Selector(HermesApp app) => new(StringComparer.Ordinal) { [App] = app.Metadata.Name };
}
