using Hermes.DevCluster.Kinds;

namespace Hermes.DevCluster.Storage;

/// <summary>What a PUT may do, by kind (the strategies in the real server's registry).</summary>
internal static class UpdateRules
{
    private static readonly HashSet<(string Group, string Plural)> CreateOnUpdate =
    [
        ("", "endpoints"),
        ("", "events"),
        ("", "limitranges"),
        ("", "services"),
        ("coordination.k8s.io", "leases"),
        ("events.k8s.io", "events"),
        ("rbac.authorization.k8s.io", "clusterrolebindings"),
        ("rbac.authorization.k8s.io", "clusterroles"),
        ("rbac.authorization.k8s.io", "rolebindings"),
        ("rbac.authorization.k8s.io", "roles"),
    ];

    private static readonly HashSet<string> RevisionNeeded =
    [
        "admissionregistration.k8s.io",
        "apiextensions.k8s.io",
        "apiregistration.k8s.io",
        "coordination.k8s.io",
        "policy",
    ];

    private static readonly HashSet<string> StatusOnly = ["admissionregistration.k8s.io", "apiregistration.k8s.io"];

    /// <summary>Whether a PUT of an absent object creates it.</summary>
    public static bool AllowsCreate(KindRow row) => !row.Custom && CreateOnUpdate.Contains((row.Group, row.Plural));

    /// <summary>Whether a PUT must name the resourceVersion it replaces.</summary>
    public static bool NeedsRevision(KindRow row) => row.Custom || RevisionNeeded.Contains(row.Group);

    /// <summary>What of the metadata a write through <c>status</c> leaves as it is, as dotted paths; for most built-in kinds it is nothing.</summary>
    public static IReadOnlyList<string> LeftByStatus(KindRow row) => row switch
    {
        { Custom: true } => ["metadata"],
        _ when StatusOnly.Contains(row.Group) => ["metadata"],
        { Group: "apps", Plural: "deployments" } => ["metadata.labels"],
        _ => [],
    };
}
