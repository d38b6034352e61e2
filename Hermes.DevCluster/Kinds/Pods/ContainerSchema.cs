using Hermes.DevCluster.Schemas;
using static Hermes.DevCluster.Kinds.SchemaBuilder;

namespace Hermes.DevCluster.Kinds.Pods;

/// <summary>Containers of a pod.</summary>
internal static class ContainerSchema
{
    public static Schema Resources { get; } = Obj(
        ("limits", Quantities),
        ("requests", Quantities),
        ("claims", MapList(["name"], null, Obj(("name", Str.Kept()), ("request", Str)).Require("name")))).Struct("ResourceRequirements");

    private static readonly Schema Container = Obj(
        ("name", Str.Kept().Says("The name, a DNS label unique in the pod.")),
        ("image", Str),
        ("command", Strings),
        ("args", Strings),
        ("workingDir", Str),
        ("ports", MapList(["containerPort", "protocol"], "containerPort", Obj(
            ("name", Str),
            ("hostPort", Int),
            ("containerPort", Int.Kept()),
            ("protocol", Choice("SCTP", "TCP", "UDP").DefaultsTo("TCP")),
            ("hostIP", Str)).Require("containerPort").Struct("ContainerPort"))),
        ("envFrom", EnvironmentSchema.Sources),
        ("env", EnvironmentSchema.Variables),
        ("resources", Resources.Always()),
        ("resizePolicy", List(Obj(
            ("resourceName", Str.Kept()), ("restartPolicy", Str.Kept())).Require("resourceName", "restartPolicy"))),
        ("restartPolicy", Str.Kept()),
        ("restartPolicyRules", List(Obj(
            ("action", Str),
            ("exitCodes", Obj(("operator", Str), ("values", Set(Int))).Require("operator"))).Require("action"))),
        ("volumeMounts", MapList("mountPath", Obj(
            ("name", Str.Kept()),
            ("readOnly", Bool),
            ("recursiveReadOnly", Str.Kept()),
            ("mountPath", Str.Kept()),
            ("subPath", Str),
            ("mountPropagation", Choice("Bidirectional", "HostToContainer", "None").Kept()),
            ("subPathExpr", Str)).Require("name", "mountPath").Struct("VolumeMount"))),
        ("volumeDevices", MapList("devicePath", Obj(
            ("name", Str.Kept()), ("devicePath", Str.Kept())).Require("name", "devicePath"))),
        ("livenessProbe", ProbeSchema.Probe),
        ("readinessProbe", ProbeSchema.Probe),
        ("startupProbe", ProbeSchema.Probe),
        ("lifecycle", ProbeSchema.Lifecycle),
        ("terminationMessagePath", Str.DefaultsTo("/dev/termination-log")),
        ("terminationMessagePolicy", Choice("FallbackToLogsOnError", "File").DefaultsTo("File")),
        ("imagePullPolicy", Choice("Always", "IfNotPresent", "Never")),
        ("securityContext", SecuritySchema.Container),
        ("stdin", Bool),
        ("stdinOnce", Bool),
        ("tty", Bool)).Require("name").Struct("Container");

    public static Schema Containers { get; } = MapList("name", Container);

    public static Schema EphemeralContainers { get; } = MapList("name", Container.With(("targetContainerName", Str)));
}
