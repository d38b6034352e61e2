using Hermes.DevCluster.Kinds.Services;
using Hermes.DevCluster.Schemas;
using static Hermes.DevCluster.Kinds.SchemaBuilder;

namespace Hermes.DevCluster.Kinds.Networking;

/// <summary>Ingresses, their classes and NetworkPolicies.</summary>
internal static class NetworkingSchema
{
    private static readonly Schema Backend = Obj(
        ("service", Obj(
            ("name", Str.Kept()),
            ("port", Obj(("name", Str), ("number", Int)).Whole().Always().Struct("ServiceBackendPort"))).Require("name").Struct("IngressServiceBackend")),
        ("resource", SelectorSchema.TypedLocalObject)).Struct("IngressBackend");

    private static readonly Schema Peers = List(Obj(
        ("podSelector", SelectorSchema.LabelSelector),
        ("namespaceSelector", SelectorSchema.LabelSelector),
        ("ipBlock", Obj(("cidr", Str.Kept()), ("except", Strings)).Require("cidr"))));

    private static readonly Schema Ports = List(Obj(
        ("protocol", Choice("SCTP", "TCP", "UDP").Kept().DefaultsTo("TCP")),
        ("port", IntOrString),
        ("endPort", Int.Kept())));

    public static Schema Ingress { get; } = Kind(
        ("spec", Obj(
            ("ingressClassName", Str.Kept().Says("The IngressClass whose controller serves this Ingress.")),
            ("defaultBackend", Backend),
            ("tls", List(Obj(("hosts", Strings), ("secretName", Str)).Struct("IngressTLS"))),
            ("rules", List(Obj(
                ("host", Str),
                ("http", Obj(("paths", List(Obj(
                    ("path", Str),
                    ("pathType", Choice("Exact", "ImplementationSpecific", "Prefix").Kept()),
                    ("backend", Backend.Always())).Require("pathType", "backend").Struct("HTTPIngressPath")).Kept())).Require("paths").Struct("HTTPIngressRuleValue"))).Struct("IngressRule")))).Always()),
        ("status", Obj(("loadBalancer", ServiceSchema.LoadBalancer.Always())).Always()));

    public static Schema IngressClass { get; } = Kind(("spec", Obj(
        ("controller", Str),
        ("parameters", Obj(
            ("apiGroup", Str.Kept()),
            ("kind", Str.Kept()),
            ("name", Str.Kept()),
            ("scope", Str.Kept().DefaultsTo("Cluster")),
            ("namespace", Str.Kept())).Require("kind", "name"))).Always()));

    public static Schema NetworkPolicy { get; } = Kind(("spec", Obj(
        ("podSelector", SelectorSchema.LabelSelector.Always()),
        ("ingress", List(Obj(("ports", Ports), ("from", Peers)))),
        ("egress", List(Obj(("ports", Ports), ("to", Peers)))),
        ("policyTypes", List(Choice("Egress", "Ingress")))).Always()));
}
