using Hermes.DevCluster.Kinds;

namespace Hermes.DevCluster.Authorization;

/// <summary>The kinds that are answered and never stored.</summary>
internal static class ReviewKinds
{
    private const string Access = "authorization.k8s.io";
    private const string Authentication = "authentication.k8s.io";

    /// <summary>Their rows, for discovery.</summary>
    public static IReadOnlyList<KindRow> Rows { get; } =
    [
        Row(Authentication, "SelfSubjectReview", "selfsubjectreviews"),
        Row(Authentication, "TokenReview", "tokenreviews"),
        Row(Access, "LocalSubjectAccessReview", "localsubjectaccessreviews", namespaced: true),
        Row(Access, "SelfSubjectAccessReview", "selfsubjectaccessreviews"),
        Row(Access, "SelfSubjectRulesReview", "selfsubjectrulesreviews"),
        Row(Access, "SubjectAccessReview", "subjectaccessreviews"),
    ];

    /// <summary>Whether a kind is one of them.</summary>
    public static bool Includes(KindRow row) => row.Group is Access or Authentication;

    private static KindRow Row(string group, string kind, string plural, bool namespaced = false) => new()
    {
        Group = group,
        Version = "v1",
        Kind = kind,
        Plural = plural,
        Namespaced = namespaced,
        Verbs = ["create"],
        HasGeneration = false,
        Schema = SchemaBuilder.Kind(("spec", SchemaBuilder.AnyObject.Always())).Open(),
    };
}
