using Hermes.DevCluster.Tables;
using static Hermes.DevCluster.Kinds.SchemaBuilder;

namespace Hermes.DevCluster.Kinds.Extension;

/// <summary>What extends the API: CRDs and APIServices.</summary>
internal static class ExtensionKinds
{
    // Only as far as field ownership needs it: the rest is stored as it comes, and the schema's own checks are elsewhere.
    private static readonly Schemas.Schema Definition = Kind(
        ("spec", Obj(("names", AnyObject.Always())).Open().Always()),
        ("status", Obj(("acceptedNames", AnyObject.Always()), ("conditions", Conditions.Kept())).Open())).Open();

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
            Schema = Definition,
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
            Schema = AnyKind,
            Columns = ClusterColumns.ApiService,
        },
    ];
}
