using Hermes.DevCluster.Kinds;

namespace Hermes.DevCluster.OpenApi;

/// <summary>What kinds and shared types are called in OpenAPI documents.</summary>
internal static class ComponentNames
{
    public const string ObjectMeta = "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta";

    public const string ListMeta = "io.k8s.apimachinery.pkg.apis.meta.v1.ListMeta";

    public const string DeleteOptions = "io.k8s.apimachinery.pkg.apis.meta.v1.DeleteOptions";

    public const string Status = "io.k8s.apimachinery.pkg.apis.meta.v1.Status";

    public const string IntOrString = "io.k8s.apimachinery.pkg.util.intstr.IntOrString";

    public const string Quantity = "io.k8s.apimachinery.pkg.api.resource.Quantity";

    public const string Scale = "io.k8s.api.autoscaling.v1.Scale";

    /// <summary>A kind's: <c>io.k8s.api.apps.v1.Deployment</c>, or <c>com.example.v1.Widget</c> for a custom one.</summary>
    public static string Of(KindRow row)
    {
        if (row.Custom)
        {
            return $"{string.Join('.', row.Group.Split('.').Reverse())}.{row.Version}.{row.Kind}";
        }

        return row.Group switch
        {
            "" => $"io.k8s.api.core.{row.Version}.{row.Kind}",
            "apiextensions.k8s.io" => $"io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.{row.Version}.{row.Kind}",
            "apiregistration.k8s.io" => $"io.k8s.kube-aggregator.pkg.apis.apiregistration.{row.Version}.{row.Kind}",
            "rbac.authorization.k8s.io" => $"io.k8s.api.rbac.{row.Version}.{row.Kind}",
            _ => $"io.k8s.api.{row.Group.Split('.')[0]}.{row.Version}.{row.Kind}",
        };
    }

    /// <summary>The kind of a row's lists.</summary>
    public static string ListKind(KindRow row) => row.ListKind ?? row.Kind + "List";

    /// <summary>A kind's list's.</summary>
    public static string ListOf(KindRow row) => Of(row with { Kind = ListKind(row) });
}
