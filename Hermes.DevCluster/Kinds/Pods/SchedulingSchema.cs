using Hermes.DevCluster.Schemas;
using static Hermes.DevCluster.Kinds.SchemaBuilder;

namespace Hermes.DevCluster.Kinds.Pods;

/// <summary>Where pods may and should run.</summary>
internal static class SchedulingSchema
{
    private static readonly Schema NodeRequirements = List(Obj(
        ("key", Str.Kept()),
        ("operator", Choice("DoesNotExist", "Exists", "Gt", "In", "Lt", "NotIn").Kept()),
        ("values", Strings)).Require("key", "operator"));

    private static readonly Schema NodeTerm =
        Obj(("matchExpressions", NodeRequirements), ("matchFields", NodeRequirements)).Whole();

    private static readonly Schema PodTerm = Obj(
        ("labelSelector", SelectorSchema.LabelSelector),
        ("namespaces", Strings),
        ("topologyKey", Str.Kept()),
        ("namespaceSelector", SelectorSchema.LabelSelector),
        ("matchLabelKeys", Strings),
        ("mismatchLabelKeys", Strings)).Require("topologyKey");

    private static readonly Schema PodAffinity = Obj(
        ("requiredDuringSchedulingIgnoredDuringExecution", List(PodTerm)),
        ("preferredDuringSchedulingIgnoredDuringExecution", List(Obj(
            ("weight", Int.Kept()), ("podAffinityTerm", PodTerm)).Require("weight", "podAffinityTerm"))));

    public static Schema Affinity { get; } = Obj(
        ("nodeAffinity", Obj(
            ("requiredDuringSchedulingIgnoredDuringExecution",
                Obj(("nodeSelectorTerms", List(NodeTerm).Kept())).Require("nodeSelectorTerms").Whole()),
            ("preferredDuringSchedulingIgnoredDuringExecution", List(Obj(
                ("weight", Int.Kept()), ("preference", NodeTerm)).Require("weight", "preference"))))),
        ("podAffinity", PodAffinity),
        ("podAntiAffinity", PodAffinity));

    public static Schema Tolerations { get; } = List(Obj(
        ("key", Str),
        ("operator", Choice("Equal", "Exists", "Gt", "Lt")),
        ("value", Str),
        ("effect", Choice("NoExecute", "NoSchedule", "PreferNoSchedule")),
        ("tolerationSeconds", Long.Kept())));

    public static Schema TopologySpread { get; } = MapList(["topologyKey", "whenUnsatisfiable"], "topologyKey", Obj(
        ("maxSkew", Int.Kept()),
        ("topologyKey", Str.Kept()),
        ("whenUnsatisfiable", Choice("DoNotSchedule", "ScheduleAnyway").Kept()),
        ("labelSelector", SelectorSchema.LabelSelector),
        ("minDomains", Int.Kept()),
        ("nodeAffinityPolicy", Choice("Honor", "Ignore").Kept()),
        ("nodeTaintsPolicy", Choice("Honor", "Ignore").Kept()),
        ("matchLabelKeys", Strings)).Require("maxSkew", "topologyKey", "whenUnsatisfiable"));
}
