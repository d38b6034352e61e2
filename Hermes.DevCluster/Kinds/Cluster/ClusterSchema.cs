using Hermes.DevCluster.Kinds.Pods;
using Hermes.DevCluster.Schemas;
using static Hermes.DevCluster.Kinds.SchemaBuilder;

namespace Hermes.DevCluster.Kinds.Cluster;

/// <summary>Namespaces, nodes, leases, and what is stored of quotas, volumes and classes.</summary>
internal static class ClusterSchema
{
    public static Schema Namespace { get; } = Kind(
        ("spec", Obj(("finalizers", Strings)).Always()),
        ("status", Obj(
            ("phase", Choice("Active", "Terminating").DefaultsTo("Active")),
            ("conditions", Conditions)).Always()));

    public static Schema Node { get; } = Kind(
        ("spec", Obj(
            ("podCIDR", Str),
            ("podCIDRs", Set(Str) with { PatchMergeScalars = true }),
            ("providerID", Str),
            ("unschedulable", Bool),
            ("taints", List(Obj(
                ("key", Str.Kept()),
                ("value", Str),
                ("effect", Str.Kept()),
                ("timeAdded", Time)).Require("key", "effect")))).Always()),
        ("status", Obj(
            ("capacity", Quantities),
            ("allocatable", Quantities),
            ("conditions", Conditions),
            ("addresses", MapList("type", Obj(("type", Str.Kept()), ("address", Str.Kept())).Require("type", "address"))),
            ("nodeInfo", AnyObject)).Open()));

    public static Schema Lease { get; } = Kind(("spec", Obj(
        ("holderIdentity", Str.Kept()),
        ("leaseDurationSeconds", Int.Kept()),
        ("acquireTime", MicroTime),
        ("renewTime", MicroTime),
        ("leaseTransitions", Int.Kept()),
        ("strategy", Str.Kept()),
        ("preferredHolder", Str.Kept())).Always()));

    public static Schema PersistentVolumeClaim { get; } = Kind(
        ("spec", VolumeSchema.ClaimSpec.Always()),
        ("status", Obj(
            ("phase", Choice("Bound", "Lost", "Pending").DefaultsTo("Pending")),
            ("accessModes", Strings),
            ("capacity", Quantities),
            ("conditions", Conditions)).Open().Always()));

    public static Schema ResourceQuota { get; } = Kind(
        ("spec", Obj(("hard", Quantities), ("scopes", Strings), ("scopeSelector", AnyObject)).Always()),
        ("status", Obj(("hard", Quantities), ("used", Quantities)).Always()));

    public static Schema LimitRange { get; } = Kind(("spec", Obj(("limits", List(Obj(
        ("type", Str.Kept()),
        ("max", Quantities),
        ("min", Quantities),
        ("default", Quantities),
        ("defaultRequest", Quantities),
        ("maxLimitRequestRatio", Quantities)).Require("type")).Kept())).Require("limits").Always()));

    public static Schema PriorityClass { get; } = Kind(
        ("value", Int.Kept()),
        ("globalDefault", Bool),
        ("description", Str),
        ("preemptionPolicy", Str.Kept().DefaultsTo("PreemptLowerPriority"))).Require("value");

    public static Schema StorageClass { get; } = Kind(
        ("provisioner", Str.Kept()),
        ("parameters", StringMap),
        ("reclaimPolicy", Str.Kept().DefaultsTo("Delete")),
        ("mountOptions", Strings),
        ("allowVolumeExpansion", Bool.Kept()),
        ("volumeBindingMode", Str.Kept().DefaultsTo("Immediate")),
        ("allowedTopologies", List(AnyObject))).Require("provisioner");
}
