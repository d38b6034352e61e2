using Hermes.DevCluster.Tables;

namespace Hermes.DevCluster.Kinds.Configuration;

/// <summary>ConfigMaps, Secrets and ServiceAccounts.</summary>
internal static class ConfigurationKinds
{
    public static IReadOnlyList<KindRow> Rows { get; } =
    [
        new()
        {
            Group = "",
            Version = "v1",
            Kind = "ConfigMap",
            Plural = "configmaps",
            ShortNames = ["cm"],
            HasGeneration = false,
            Schema = ConfigurationSchema.ConfigMap,
            Default = ConfigurationRules.FillConfigMap,
            Validate = ConfigurationRules.ConfigMap,
            Columns = ClusterColumns.ConfigMap,
        },
        new()
        {
            Group = "",
            Version = "v1",
            Kind = "Secret",
            Plural = "secrets",
            HasGeneration = false,
            Schema = ConfigurationSchema.Secret,
            Default = SecretRules.Fill,
            Validate = SecretRules.Check,
            Warn = SecretRules.Warn,
            SelectableFields = ["type"],
            Columns = ClusterColumns.Secret,
        },
        new()
        {
            Group = "",
            Version = "v1",
            Kind = "ServiceAccount",
            Plural = "serviceaccounts",
            ShortNames = ["sa"],
            HasGeneration = false,
            Schema = ConfigurationSchema.ServiceAccount,
        },
    ];
}
