using static Hermes.DevCluster.Kinds.SchemaBuilder;

namespace Hermes.DevCluster.Kinds.Configuration;

/// <summary>ConfigMaps, Secrets and ServiceAccounts.</summary>
internal static class ConfigurationKinds
{
    public static IReadOnlyList<KindRow> Rows { get; } =
    [
        new() { Group = "", Version = "v1", Kind = "ConfigMap", Plural = "configmaps", ShortNames = ["cm"], HasGeneration = false, Schema = AnyKind },
        new() { Group = "", Version = "v1", Kind = "Secret", Plural = "secrets", HasGeneration = false, SelectableFields = ["type"], Schema = AnyKind },
        new() { Group = "", Version = "v1", Kind = "ServiceAccount", Plural = "serviceaccounts", ShortNames = ["sa"], HasGeneration = false, Schema = AnyKind },
    ];
}
