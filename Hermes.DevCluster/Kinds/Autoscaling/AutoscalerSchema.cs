using Hermes.DevCluster.Schemas;
using static Hermes.DevCluster.Kinds.SchemaBuilder;

namespace Hermes.DevCluster.Kinds.Autoscaling;

/// <summary>HorizontalPodAutoscalers (autoscaling/v2).</summary>
internal static class AutoscalerSchema
{
    private static readonly Schema Reference =
        Obj(("kind", Str.Kept()), ("name", Str.Kept()), ("apiVersion", Str)).Require("kind", "name").Struct("CrossVersionObjectReference");

    private static readonly Schema Target = Obj(
        ("type", Str.Kept()),
        ("value", Quantity),
        ("averageValue", Quantity),
        ("averageUtilization", Int.Kept())).Require("type").Always().Struct("MetricTarget");

    private static readonly Schema Current =
        Obj(("value", Quantity), ("averageValue", Quantity), ("averageUtilization", Int.Kept())).Always();

    private static readonly Schema Identifier =
        Obj(("name", Str.Kept()), ("selector", SelectorSchema.LabelSelector)).Require("name").Always();

    private static readonly Schema ScalingRules = Obj(
        ("stabilizationWindowSeconds", Int.Kept()),
        ("selectPolicy", Str.Kept()),
        ("policies", List(Obj(
            ("type", Str.Kept()),
            ("value", Int.Kept()),
            ("periodSeconds", Int.Kept())).Require("type", "value", "periodSeconds").Struct("HPAScalingPolicy"))),
        ("tolerance", Quantity)).Struct("HPAScalingRules");

    /// <summary><c>behavior</c>, as KEDA carries it too.</summary>
    public static Schema Behavior { get; } = Obj(("scaleUp", ScalingRules), ("scaleDown", ScalingRules));

    public static Schema Autoscaler { get; } = Kind(
        ("spec", Obj(
            ("scaleTargetRef", Reference.Always()),
            ("minReplicas", Int.Kept().DefaultsTo(1)),
            ("maxReplicas", Int.Kept()),
            ("metrics", Metrics("target", Target)),
            ("behavior", Behavior)).Require("scaleTargetRef", "maxReplicas").Always()),
        ("status", Obj(
            ("observedGeneration", Long.Kept()),
            ("lastScaleTime", Time),
            ("currentReplicas", Int),
            ("desiredReplicas", Int.Kept().DefaultsTo(0)),
            ("currentMetrics", Metrics("current", Current)),
            ("conditions", Conditions)).Always()));

    private static Schema Metrics(string name, Schema value) => List(Obj(
        ("type", Str.Kept()),
        ("object", Obj(("describedObject", Reference), (name, value), ("metric", Identifier))),
        ("pods", Obj(("metric", Identifier), (name, value))),
        ("resource", Obj(("name", Str.Kept()), (name, value)).Require("name", name).Struct("ResourceMetricSource")),
        ("containerResource", Obj(("name", Str.Kept()), (name, value), ("container", Str.Kept())).Require("name", name, "container")),
        ("external", Obj(("metric", Identifier), (name, value)))).Require("type").Struct("MetricSpec"));
}
