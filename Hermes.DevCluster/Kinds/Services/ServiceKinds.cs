using static Hermes.DevCluster.Kinds.SchemaBuilder;

namespace Hermes.DevCluster.Kinds.Services;

/// <summary>Services and their endpoints.</summary>
internal static class ServiceKinds
{
    public static IReadOnlyList<KindRow> Rows { get; } =
    [
        new() { Group = "", Version = "v1", Kind = "Service", Plural = "services", ShortNames = ["svc"], Categories = ["all"], HasStatus = true, HasGeneration = false, NameRule = NameRule.Dns1035Label, SelectableFields = ["spec.clusterIP", "spec.type"], Schema = AnyKind },
        new() { Group = "", Version = "v1", Kind = "Endpoints", Plural = "endpoints", ShortNames = ["ep"], HasGeneration = false, ListKind = "EndpointsList", Schema = AnyKind },
        new() { Group = "discovery.k8s.io", Version = "v1", Kind = "EndpointSlice", Plural = "endpointslices", Schema = AnyKind },
    ];
}
