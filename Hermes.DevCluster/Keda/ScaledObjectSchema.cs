using Hermes.DevCluster.Schemas;
using static Hermes.DevCluster.Keda.KedaParts;
using static Hermes.DevCluster.Kinds.SchemaBuilder;

namespace Hermes.DevCluster.Keda;

/// <summary>ScaledObject (keda.sh/v1alpha1).</summary>
internal static class ScaledObjectSchema
{
    private const int DefaultMaximum = 100;

    private static readonly Schema ScalingRules = Obj(
        ("policies", List(Obj(
            ("type", Str), ("value", Int), ("periodSeconds", Int)).Require("type", "value", "periodSeconds"))),
        ("selectPolicy", Str),
        ("stabilizationWindowSeconds", Int),
        ("tolerance", new Schema { IntOrString = true }));

    private static readonly Schema Advanced = Obj(
        ("horizontalPodAutoscalerConfig", Obj(
            ("behavior", Obj(("scaleDown", ScalingRules), ("scaleUp", ScalingRules))),
            ("name", Str))),
        ("restoreToOriginalReplicaCount", Bool),
        ("scalingModifiers", Obj(
            ("activationTarget", Str),
            ("formula", Str),
            ("metricType", Choice("AverageValue", "Value")),
            ("target", Str))));

    private static readonly Schema Trigger = Obj(
        ("type", Text(1)),
        ("metadata", StringMap),
        ("name", Str),
        ("metricType", Str),
        ("useCachedMetrics", Bool),
        ("authenticationRef", Obj(
            ("name", Str), ("kind", Choice("TriggerAuthentication", "ClusterTriggerAuthentication"))).Require("name"))).Require("metadata", "type");

    private static readonly Schema Spec = Obj(
        ("scaleTargetRef", Obj(
            ("apiVersion", Str), ("kind", Str), ("name", Text(1)), ("envSourceContainerName", Str)).Require("name")),
        ("pollingInterval", Number(1)),
        ("initialCooldownPeriod", Number(0)),
        ("cooldownPeriod", Number(0)),
        ("idleReplicaCount", Number(0)),
        ("minReplicaCount", Number(0)),
        ("maxReplicaCount", Number(1)),
        ("advanced", Advanced),
        ("fallback", Obj(
            ("failureThreshold", Number(0)),
            ("replicas", Number(0)),
            ("behavior", Choice(
                "static", "currentReplicas", "currentReplicasIfHigher", "currentReplicasIfLower", "scalingModifiers")
                .DefaultsTo("static"))).Require("failureThreshold", "replicas")),
        ("triggers", List(Trigger) with { MinItems = 1 })).Require("scaleTargetRef", "triggers");

    private static readonly Schema Status = Obj(
        ("scaleTargetKind", Str),
        ("scaleTargetGVKR", Obj(
            ("group", Str), ("kind", Str), ("resource", Str), ("version", Str)).Require("group", "kind", "resource", "version")),
        ("originalReplicaCount", Int),
        ("pausedReplicaCount", Int),
        ("lastActiveTime", Time),
        ("externalMetricNames", Strings),
        ("resourceMetricNames", Strings),
        ("compositeScalerName", Str),
        ("triggersTypes", Str),
        ("authenticationsTypes", Str),
        ("triggersActivity", Map(Obj(("isActive", Bool)))),
        ("conditions", List(Obj(("type", Str), ("status", Str), ("reason", Str), ("message", Str)).Require("type", "status"))),
        ("health", Map(Obj(("numberOfFailures", Int), ("status", Str)))),
        ("hpaName", Str));

    public static Schema Value { get; } = Root(
        Spec.Ruled(new(
            $"!has(self.minReplicaCount) || self.minReplicaCount <= (has(self.maxReplicaCount) ? self.maxReplicaCount : {DefaultMaximum})",
            "minReplicaCount must be less than or equal to maxReplicaCount")),
        Status).Require("spec");
}
