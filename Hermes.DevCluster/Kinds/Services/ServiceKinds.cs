using Hermes.DevCluster.Kinds.Networking;
using Hermes.DevCluster.Schemas;
using Hermes.DevCluster.Tables;
using static Hermes.DevCluster.Kinds.SchemaBuilder;

namespace Hermes.DevCluster.Kinds.Services;

/// <summary>Services and their endpoints.</summary>
internal static class ServiceKinds
{
    private static readonly Schema Endpoints = Kind(("subsets", List(AnyObject)));

    private static readonly Schema EndpointSlice = Kind(
        ("addressType", Str.Kept()),
        ("endpoints", List(AnyObject).Kept()),
        ("ports", List(AnyObject).Kept())).Require("addressType", "endpoints");

    public static IReadOnlyList<KindRow> Rows { get; } =
    [
        new()
        {
            Group = "",
            Version = "v1",
            Kind = "Service",
            Plural = "services",
            ShortNames = ["svc"],
            Categories = ["all"],
            HasStatus = true,
            HasGeneration = false,
            NameRule = NameRule.DnsLabel,
            SelectableFields = ["spec.clusterIP", "spec.type"],
            Schema = ServiceSchema.Service,
            Default = ServiceDefaults.Fill,
            Prepare = ServiceDefaults.Prepare,
            Allocate = ServiceAllocator.Allocate,
            Validate = ServiceRules.Check,
            ValidateStatus = LoadBalancerRules.Service,
            Columns = NetworkColumns.Service,
        },
        new()
        {
            Group = "",
            Version = "v1",
            Kind = "Endpoints",
            Plural = "endpoints",
            ListKind = "EndpointsList",
            Singular = "endpoints",
            ShortNames = ["ep"],
            HasGeneration = false,
            Schema = Endpoints,
            Columns = NetworkColumns.Endpoints,
        },
        new()
        {
            Group = "discovery.k8s.io",
            Version = "v1",
            Kind = "EndpointSlice",
            Plural = "endpointslices",
            Schema = EndpointSlice,
        },
    ];
}
