using Hermes.DevCluster.Schemas;
using static Hermes.DevCluster.Kinds.SchemaBuilder;

namespace Hermes.DevCluster.Kinds.Access;

/// <summary>Roles and who is bound to them.</summary>
internal static class AccessSchema
{
    private static readonly Schema Rules = List(Obj(
        ("verbs", Strings.Kept()),
        ("apiGroups", Strings),
        ("resources", Strings),
        ("resourceNames", Strings),
        ("nonResourceURLs", Strings)).Require("verbs")).Kept();

    public static Schema Role { get; } = Kind(("rules", Rules));

    public static Schema ClusterRole { get; } =
        Kind(("rules", Rules), ("aggregationRule", Obj(("clusterRoleSelectors", List(SelectorSchema.LabelSelector)))));

    public static Schema Binding { get; } = Kind(
        ("subjects", List(Obj(
            ("kind", Str.Kept()),
            ("apiGroup", Str),
            ("name", Str.Kept()),
            ("namespace", Str)).Require("kind", "name").Whole())),
        ("roleRef", Obj(
            ("apiGroup", Str.Kept()), ("kind", Str.Kept()), ("name", Str.Kept())).Require("kind", "name").Whole())).Require("roleRef");
}
