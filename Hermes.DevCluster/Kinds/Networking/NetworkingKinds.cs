using Hermes.DevCluster.Tables;

namespace Hermes.DevCluster.Kinds.Networking;

/// <summary>Ingresses, their classes and NetworkPolicies.</summary>
internal static class NetworkingKinds
{
    public static IReadOnlyList<KindRow> Rows { get; } =
    [
        new()
        {
            Group = "networking.k8s.io",
            Version = "v1",
            Kind = "Ingress",
            Plural = "ingresses",
            ShortNames = ["ing"],
            HasStatus = true,
            Schema = NetworkingSchema.Ingress,
            Validate = IngressRules.Check,
            ValidateStatus = LoadBalancerRules.Ingress,
            Columns = NetworkColumns.Ingress,
        },
        new()
        {
            Group = "networking.k8s.io",
            Version = "v1",
            Kind = "IngressClass",
            Plural = "ingressclasses",
            Namespaced = false,
            Schema = NetworkingSchema.IngressClass,
            Validate = IngressClassRules.Check,
            Columns = NetworkColumns.IngressClass,
        },
        new()
        {
            Group = "networking.k8s.io",
            Version = "v1",
            Kind = "NetworkPolicy",
            Plural = "networkpolicies",
            ShortNames = ["netpol"],
            Schema = NetworkingSchema.NetworkPolicy,
            Default = NetworkPolicyRules.Fill,
            Validate = NetworkPolicyRules.Check,
            Columns = NetworkColumns.NetworkPolicy,
        },
    ];
}
