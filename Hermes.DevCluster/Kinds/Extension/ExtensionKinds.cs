using Hermes.DevCluster.Tables;

namespace Hermes.DevCluster.Kinds.Extension;

/// <summary>What extends the API: CRDs and APIServices.</summary>
internal static class ExtensionKinds
{
    public static IReadOnlyList<KindRow> Rows { get; } =
    [
        new()
        {
            Group = "apiextensions.k8s.io",
            Version = "v1",
            Kind = "CustomResourceDefinition",
            Plural = "customresourcedefinitions",
            Namespaced = false,
            ShortNames = ["crd", "crds"],
            Categories = ["api-extensions"],
            HasStatus = true,
            Schema = ExtensionSchema.Definition,
            Columns = ClusterColumns.CreatedAt,
        },
        new()
        {
            Group = "apiregistration.k8s.io",
            Version = "v1",
            Kind = "APIService",
            Plural = "apiservices",
            Namespaced = false,
            Categories = ["api-extensions"],
            HasStatus = true,
            HasGeneration = false,
            Schema = ExtensionSchema.ApiService,
            Validate = ApiServiceRules.Check,
            Columns = ClusterColumns.ApiService,
        },
    ];
}
