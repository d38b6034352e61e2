using Hermes.DevCluster.Schemas;
using static Hermes.DevCluster.Kinds.SchemaBuilder;

namespace Hermes.DevCluster.Kinds.Services;

/// <summary>Services.</summary>
internal static class ServiceSchema
{
    /// <summary>Where traffic from outside arrives: an address per load balancer.</summary>
    public static Schema LoadBalancer { get; } = Obj(("ingress", List(Obj(
        ("ip", Str),
        ("hostname", Str),
        ("ipMode", Str.Kept()),
        ("ports", List(Obj(
            ("port", Int.Kept()),
            ("protocol", Str.Kept()),
            ("error", Str.Kept())).Require("port", "protocol")))))));

    public static Schema Service { get; } = Kind(
        ("spec", Obj(
            ("ports", MapList(["port", "protocol"], "port", Obj(
                ("name", Str),
                ("protocol", Choice("SCTP", "TCP", "UDP").DefaultsTo("TCP")),
                ("appProtocol", Str.Kept()),
                ("port", Int.Kept()),
                ("targetPort", IntOrString.Says("The pods' port, by number or name; the port itself where it is not given.")),
                ("nodePort", Int)).Require("port").Struct("ServicePort"))),
            ("selector", StringMap.Whole().Says("The labels of the pods that answer.")),
            ("clusterIP", Str),
            ("clusterIPs", Strings),
            ("type", Choice("ClusterIP", "ExternalName", "LoadBalancer", "NodePort").DefaultsTo("ClusterIP")),
            ("externalIPs", Strings),
            ("sessionAffinity", Choice("ClientIP", "None").DefaultsTo("None")),
            ("loadBalancerIP", Str),
            ("loadBalancerSourceRanges", Strings),
            ("externalName", Str),
            ("externalTrafficPolicy", Choice("Cluster", "Local")),
            ("healthCheckNodePort", Int),
            ("publishNotReadyAddresses", Bool),
            ("sessionAffinityConfig", Obj(("clientIP", Obj(("timeoutSeconds", Int.Kept()))))),
            ("ipFamilies", List(Choice("IPv4", "IPv6"))),
            ("ipFamilyPolicy", Choice("PreferDualStack", "RequireDualStack", "SingleStack").Kept()),
            ("allocateLoadBalancerNodePorts", Bool.Kept()),
            ("loadBalancerClass", Str.Kept()),
            ("internalTrafficPolicy", Choice("Cluster", "Local").Kept()),
            ("trafficDistribution", Str.Kept())).Always()),
        ("status", Obj(("loadBalancer", LoadBalancer.Always()), ("conditions", SharedConditions)).Always()));
}
