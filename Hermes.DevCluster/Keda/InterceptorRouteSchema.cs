using Hermes.DevCluster.Schemas;
using static Hermes.DevCluster.Keda.KedaParts;
using static Hermes.DevCluster.Kinds.SchemaBuilder;

namespace Hermes.DevCluster.Keda;

/// <summary>InterceptorRoute (http.keda.sh/v1beta1), which takes the HTTPScaledObject's place.</summary>
internal static class InterceptorRouteSchema
{
    private const int MostBodyCharacters = 32768;

    private static readonly ValidationRule OnePort = PortOrName("exactly one of 'port' or 'portName' must be set");

    private static readonly Schema RoutingRules = List(Obj(
        ("hosts", Set(Str)),
        ("paths", List(Obj(("value", Text(1))).Require("value"))),
        ("headers", MapList(["name"], null, Obj(("name", Text(1)), ("value", Str)).Require("name")))));

    private static readonly Schema Response = Obj(
        ("statusCode", Number(100, 599)),
        ("headers", StringMap),
        ("body", Text(0, MostBodyCharacters)),
        ("bodyFromConfigMap", Obj(("name", Text(1)), ("key", Str)).Require("name"))).Ruled(new(
            "!has(self.body) || !has(self.bodyFromConfigMap)", "at most one of 'body' or 'bodyFromConfigMap' may be set"));

    private static readonly Schema ColdStart = Obj(
        ("fallback", Obj(("service", Obj(
            ("name", Text(1)), ("port", Number(1, 65535)), ("portName", Text(1))).Require("name").Ruled(OnePort))).Require("service")),
        ("placeholder", Obj(("response", Response)).Require("response"))).Ruled(new(
            "has(self.fallback) || has(self.placeholder)", "at least one of 'fallback' or 'placeholder' must be set"));

    private static readonly Schema Metric = Obj(("targetValue", Number(1))).Require("targetValue");

    public static Schema Value { get; } = Root(
        Obj(
            ("target", Obj(
                ("service", Text(1)),
                ("port", Number(1, 65535)),
                ("portName", Text(1))).Require("service").Ruled(OnePort)),
            ("rules", RoutingRules),
            ("staticRoutes", List(Obj(
                ("rules", RoutingRules with { MinItems = 1 }),
                ("response", Response),
                ("responseMode", Choice("Always", "WhenUnavailable").DefaultsTo("WhenUnavailable"))).Require("rules", "response"))),
            ("scalingMetric", Obj(
                ("concurrency", Metric),
                ("requestRate", Metric.With(("window", Str.DefaultsTo("1m")), ("granularity", Str.DefaultsTo("1s"))))).Ruled(new(
                    "has(self.concurrency) || has(self.requestRate)",
                    "at least one of 'concurrency' or 'requestRate' must be set"))),
            ("coldStart", ColdStart),
            ("timeouts", Obj(("readiness", Str), ("request", Str), ("responseHeader", Str)))).Require("scalingMetric", "target"),
        Obj(("conditions", StandardConditions)));
}
