using Hermes.DevCluster.Kinds.Pods;
using Hermes.DevCluster.Schemas;
using static Hermes.DevCluster.Kinds.SchemaBuilder;

namespace Hermes.DevCluster.Kinds.Workloads;

/// <summary>Deployments, ReplicaSets and the other owners of pods.</summary>
internal static class WorkloadSchema
{
    public static Schema Deployment { get; } = Kind(
        ("spec", Obj(
            ("replicas", Int.Kept().DefaultsTo(1).Says("How many pods are wished; 1 where it is not given.")),
            ("selector", SelectorSchema.LabelSelector.Says("Which pods are the Deployment's; cannot change.")),
            ("template", PodSchema.Template.Always().Says("What the pods are made from.")),
            ("strategy", Obj(
                ("type", Choice("Recreate", "RollingUpdate").DefaultsTo("RollingUpdate")),
                ("rollingUpdate", Obj(("maxUnavailable", IntOrString), ("maxSurge", IntOrString)).Struct("RollingUpdateDeployment"))).Always().RetainKeys().Struct("DeploymentStrategy")),
            ("minReadySeconds", Int),
            ("revisionHistoryLimit", Int.Kept().DefaultsTo(10)),
            ("paused", Bool),
            ("progressDeadlineSeconds", Int.Kept().DefaultsTo(600))).Require("selector", "template").Always()),
        ("status", Obj(
            ("observedGeneration", Long),
            ("replicas", Int),
            ("updatedReplicas", Int),
            ("readyReplicas", Int),
            ("availableReplicas", Int),
            ("unavailableReplicas", Int),
            ("terminatingReplicas", Int.Kept()),
            ("conditions", Conditions),
            ("collisionCount", Int.Kept())).Always())).Says("Keeps a wished number of pods running, and changes them step by step.");

    public static Schema ReplicaSet { get; } = Kind(
        ("spec", Obj(
            ("replicas", Int.Kept().DefaultsTo(1)),
            ("minReadySeconds", Int),
            ("selector", SelectorSchema.LabelSelector),
            ("template", PodSchema.Template.Always())).Require("selector").Always()),
        ("status", Obj(
            ("replicas", Int.Kept().DefaultsTo(0)),
            ("fullyLabeledReplicas", Int),
            ("readyReplicas", Int),
            ("availableReplicas", Int),
            ("terminatingReplicas", Int.Kept()),
            ("observedGeneration", Long),
            ("conditions", Conditions)).Always()));

    public static Schema StatefulSet { get; } = Kind(
        ("spec", Obj(
            ("replicas", Int.Kept().DefaultsTo(1)),
            ("selector", SelectorSchema.LabelSelector),
            ("template", PodSchema.Template.Always()),
            ("volumeClaimTemplates", List(AnyObject)),
            ("serviceName", Str),
            ("podManagementPolicy", Choice("OrderedReady", "Parallel").DefaultsTo("OrderedReady")),
            ("updateStrategy", Obj(
                ("type", Choice("OnDelete", "RollingUpdate").DefaultsTo("RollingUpdate")),
                ("rollingUpdate", Obj(("partition", Int.Kept()), ("maxUnavailable", IntOrString)))).Always()),
            ("revisionHistoryLimit", Int.Kept().DefaultsTo(10)),
            ("minReadySeconds", Int),
            ("persistentVolumeClaimRetentionPolicy", Obj(
                ("whenDeleted", Str.DefaultsTo("Retain")), ("whenScaled", Str.DefaultsTo("Retain"))).Always()),
            ("ordinals", Obj(("start", Int.Kept())))).Require("selector", "template").Always()),
        ("status", Obj(
            ("replicas", Int.Kept().DefaultsTo(0)),
            ("availableReplicas", Int.Kept().DefaultsTo(0)),
            ("conditions", Conditions)).Open().Always()));

    public static Schema DaemonSet { get; } = Kind(
        ("spec", Obj(
            ("selector", SelectorSchema.LabelSelector),
            ("template", PodSchema.Template.Always()),
            ("updateStrategy", Obj(
                ("type", Choice("OnDelete", "RollingUpdate").DefaultsTo("RollingUpdate")),
                ("rollingUpdate", Obj(("maxUnavailable", IntOrString), ("maxSurge", IntOrString)))).Always()),
            ("minReadySeconds", Int),
            ("revisionHistoryLimit", Int.Kept().DefaultsTo(10))).Require("selector", "template").Always()),
        ("status", Obj(
            ("currentNumberScheduled", Int.Kept().DefaultsTo(0)),
            ("numberMisscheduled", Int.Kept().DefaultsTo(0)),
            ("desiredNumberScheduled", Int.Kept().DefaultsTo(0)),
            ("numberReady", Int.Kept().DefaultsTo(0)),
            ("conditions", Conditions)).Open().Always()));

    public static Schema PodDisruptionBudget { get; } = Kind(
        ("spec", Obj(
            ("minAvailable", IntOrString),
            ("selector", SelectorSchema.LabelSelector),
            ("maxUnavailable", IntOrString),
            ("unhealthyPodEvictionPolicy", Choice("AlwaysAllow", "IfHealthyBudget").Kept())).Always()),
        ("status", Obj(
            ("observedGeneration", Long),
            ("disruptedPods", Map(Time)),
            ("disruptionsAllowed", Int.Kept().DefaultsTo(0)),
            ("currentHealthy", Int.Kept().DefaultsTo(0)),
            ("desiredHealthy", Int.Kept().DefaultsTo(0)),
            ("expectedPods", Int.Kept().DefaultsTo(0)),
            ("conditions", Conditions)).Always()));
}
