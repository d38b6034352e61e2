using System.Text.Json.Nodes;
using Hermes.DevCluster.Schemas;
using static Hermes.DevCluster.Kinds.SchemaBuilder;

namespace Hermes.DevCluster.Kinds.Pods;

/// <summary>Pods and the templates they are made from.</summary>
internal static class PodSchema
{
    public static Schema Spec { get; } = Obj(
        ("volumes", VolumeSchema.Volumes),
        ("initContainers", ContainerSchema.Containers),
        ("containers", ContainerSchema.Containers.Kept()),
        ("ephemeralContainers", ContainerSchema.EphemeralContainers),
        ("restartPolicy", Choice("Always", "Never", "OnFailure").DefaultsTo("Always")),
        ("terminationGracePeriodSeconds", Long.Kept().DefaultsTo(30)),
        ("activeDeadlineSeconds", Long.Kept()),
        ("dnsPolicy", Choice("ClusterFirst", "ClusterFirstWithHostNet", "Default", "None").DefaultsTo("ClusterFirst")),
        ("nodeSelector", StringMap.Whole()),
        ("serviceAccountName", Str),
        ("serviceAccount", Str),
        ("automountServiceAccountToken", Bool.Kept()),
        ("nodeName", Str),
        ("hostNetwork", Bool),
        ("hostPID", Bool),
        ("hostIPC", Bool),
        ("shareProcessNamespace", Bool.Kept()),
        ("securityContext", SecuritySchema.Pod.DefaultsTo(new JsonObject())),
        ("imagePullSecrets", MapList("name", SelectorSchema.LocalObject)),
        ("hostname", Str),
        ("hostnameOverride", Str.Kept()),
        ("subdomain", Str),
        ("affinity", SchedulingSchema.Affinity),
        ("schedulerName", Str.DefaultsTo("default-scheduler")),
        ("tolerations", SchedulingSchema.Tolerations),
        ("hostAliases", MapList("ip", Obj(("ip", Str.Kept()), ("hostnames", Strings)).Require("ip"))),
        ("priorityClassName", Str),
        ("priority", Int.Kept()),
        ("dnsConfig", Obj(
            ("nameservers", Strings),
            ("searches", Strings),
            ("options", List(Obj(("name", Str), ("value", Str.Kept())))))),
        ("readinessGates", List(Obj(("conditionType", Str.Kept())).Require("conditionType"))),
        ("runtimeClassName", Str.Kept()),
        ("enableServiceLinks", Bool.Kept()),
        ("preemptionPolicy", Choice("Never", "PreemptLowerPriority").Kept()),
        ("overhead", Quantities),
        ("topologySpreadConstraints", SchedulingSchema.TopologySpread),
        ("setHostnameAsFQDN", Bool.Kept()),
        ("os", Obj(("name", Str.Kept())).Require("name")),
        ("hostUsers", Bool.Kept()),
        ("schedulingGates", MapList("name", Obj(("name", Str.Kept())).Require("name"))),
        ("resourceClaims", MapList("name", Obj(
            ("name", Str.Kept()),
            ("resourceClaimName", Str.Kept()),
            ("resourceClaimTemplateName", Str.Kept())).Require("name")).RetainKeys()),
        ("resources", ContainerSchema.Resources),
        ("schedulingGroup", AnyObject)).Require("containers").Struct("PodSpec");

    public static Schema Template { get; } = Obj(
        ("metadata", ObjectMetaSchema.Value with { AlwaysPresent = true, GoStruct = "ObjectMeta" }), ("spec", Spec.Always())).Struct("PodTemplateSpec");

    private static readonly Schema ContainerState = Obj(
        ("waiting", Obj(("reason", Str), ("message", Str))),
        ("running", Obj(("startedAt", Time))),
        ("terminated", Obj(
            ("exitCode", Int.Kept()),
            ("signal", Int),
            ("reason", Str),
            ("message", Str),
            ("startedAt", Time),
            ("finishedAt", Time),
            ("containerID", Str)).Require("exitCode")));

    private static readonly Schema ContainerStatuses = List(Obj(
        ("name", Str.Kept()),
        ("state", ContainerState),
        ("lastState", ContainerState),
        ("ready", Bool.Kept()),
        ("restartCount", Int.Kept()),
        ("image", Str.Kept()),
        ("imageID", Str.Kept()),
        ("containerID", Str),
        ("started", Bool.Kept()),
        ("allocatedResources", Quantities),
        ("resources", ContainerSchema.Resources)).Require("name", "ready", "restartCount", "image", "imageID"));

    private static readonly Schema Status = Obj(
        ("observedGeneration", Long),
        ("phase", Choice("Failed", "Pending", "Running", "Succeeded", "Unknown").DefaultsTo("Pending")),
        ("conditions", Conditions),
        ("message", Str),
        ("reason", Str),
        ("nominatedNodeName", Str),
        ("hostIP", Str),
        ("hostIPs", List(Obj(("ip", Str.Kept())).Require("ip"))),
        ("podIP", Str),
        ("podIPs", MapList("ip", Obj(("ip", Str.Kept())).Require("ip"))),
        ("startTime", Time),
        ("initContainerStatuses", ContainerStatuses),
        ("containerStatuses", ContainerStatuses),
        ("ephemeralContainerStatuses", ContainerStatuses),
        ("qosClass", Choice("BestEffort", "Burstable", "Guaranteed")),
        ("resize", Str)).Open();

    public static Schema Pod { get; } = Kind(
        ("spec", Spec.With(("enableServiceLinks", Bool.Kept().DefaultsTo(true))).Always()),
        ("status", Status.Always()));
}
