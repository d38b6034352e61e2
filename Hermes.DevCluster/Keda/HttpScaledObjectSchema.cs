using Hermes.DevCluster.Schemas;
using static Hermes.DevCluster.Keda.KedaParts;
using static Hermes.DevCluster.Kinds.SchemaBuilder;

namespace Hermes.DevCluster.Keda;

/// <summary>HTTPScaledObject (http.keda.sh/v1alpha1).</summary>
internal static class HttpScaledObjectSchema
{
    private static readonly ValidationRule OnePort = PortOrName("must define either the 'portName' or the 'port'");

    private static readonly Schema Target = Obj(("targetValue", new Schema { Type = "integer", Default = 100 }));

    public static Schema Value { get; } = Root(
        Obj(
            ("hosts", Strings),
            ("pathPrefixes", Strings),
            ("headers", MapList(["name"], null, Obj(("name", Text(1)), ("value", Str)).Require("name"))),
            ("scaleTargetRef", Obj(
                ("name", Str),
                ("apiVersion", Str),
                ("kind", Str),
                ("service", Str),
                ("port", Int),
                ("portName", Str)).Require("service").Ruled(OnePort)),
            ("coldStartTimeoutFailoverRef", Obj(
                ("service", Str),
                ("port", Int),
                ("portName", Str),
                ("timeoutSeconds", Int.DefaultsTo(30))).Require("service").Ruled(OnePort)),
            ("replicas", Obj(("min", Int), ("max", Int))),
            ("targetPendingRequests", Int),
            ("scaledownPeriod", Int),
            ("initialCooldownPeriod", Int),
            ("scalingMetric", Obj(
                ("concurrency", Target),
                ("requestRate", Target.With(("window", Str.DefaultsTo("1m")), ("granularity", Str.DefaultsTo("1s")))))),
            ("timeouts", Obj(("conditionWait", Str), ("responseHeader", Str)))).Require("scaleTargetRef"),
        Obj(("targetWorkload", Str), ("targetService", Str), ("conditions", StandardConditions)));
}
