using static Hermes.DevCluster.Kinds.SchemaBuilder;

namespace Hermes.DevCluster.Kinds.Networking;

/// <summary>Ingresses, their classes and NetworkPolicies.</summary>
internal static class NetworkingKinds
{
    public static IReadOnlyList<KindRow> Rows { get; } =
    [
        new() { Group = "networking.k8s.io", Version = "v1", Kind = "Ingress", Plural = "ingresses", ShortNames = ["ing"], HasStatus = true, Schema = AnyKind },
        new() { Group = "networking.k8s.io", Version = "v1", Kind = "IngressClass", Plural = "ingressclasses", Namespaced = false, Schema = AnyKind },
        new() { Group = "networking.k8s.io", Version = "v1", Kind = "NetworkPolicy", Plural = "networkpolicies", ShortNames = ["netpol"], Schema = AnyKind },
    ];
}
