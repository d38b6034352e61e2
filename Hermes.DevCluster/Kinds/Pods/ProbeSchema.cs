using Hermes.DevCluster.Schemas;
using static Hermes.DevCluster.Kinds.SchemaBuilder;

namespace Hermes.DevCluster.Kinds.Pods;

/// <summary>Probes and lifecycle hooks.</summary>
internal static class ProbeSchema
{
    private static readonly Schema Exec = Obj(("command", Strings));

    private static readonly Schema HttpGet = Obj(
        ("path", Str.DefaultsTo("/")),
        ("port", IntOrString),
        ("host", Str),
        ("scheme", Choice("HTTP", "HTTPS").DefaultsTo("HTTP")),
        ("httpHeaders", List(Obj(("name", Str.Kept()), ("value", Str.Kept())).Require("name", "value")))).Require("port");

    private static readonly Schema TcpSocket = Obj(("port", IntOrString), ("host", Str)).Require("port");

    private static readonly Schema Hook = Obj(
        ("exec", Exec),
        ("httpGet", HttpGet),
        ("tcpSocket", TcpSocket),
        ("sleep", Obj(("seconds", Long.Kept())).Require("seconds")));

    public static Schema Probe { get; } = Obj(
        ("exec", Exec),
        ("httpGet", HttpGet),
        ("tcpSocket", TcpSocket),
        ("grpc", Obj(("port", Int.Kept()), ("service", Str.Kept().DefaultsTo(""))).Require("port")),
        ("initialDelaySeconds", Int.Says("Seconds after the start before the first probe.")),
        ("timeoutSeconds", Int.DefaultsTo(1).Says("Seconds after which a probe has failed.")),
        ("periodSeconds", Int.DefaultsTo(10).Says("Seconds between probes.")),
        ("successThreshold", Int.DefaultsTo(1).Says("Successes in a row that count as success after a failure.")),
        ("failureThreshold", Int.DefaultsTo(3).Says("Failures in a row that count as failure.")),
        ("terminationGracePeriodSeconds", Long.Kept())).Struct("Probe");

    public static Schema Lifecycle { get; } = Obj(("postStart", Hook), ("preStop", Hook), ("stopSignal", Str.Kept()));
}
