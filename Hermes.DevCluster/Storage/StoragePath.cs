using Hermes.DevCluster.Kinds;

namespace Hermes.DevCluster.Storage;

/// <summary>Where the real server keeps an object in etcd, as a few of its messages tell.</summary>
internal static class StoragePath
{
    /// <summary>Groups whose storage carries their name: those that are not compiled into kube-apiserver's own registry.</summary>
    private static readonly HashSet<string> Named = ["apiextensions.k8s.io", "apiregistration.k8s.io"];

    /// <summary>The path of an object.</summary>
    public static string Of(KindRow row, ObjectKey key)
    {
        var resource = row switch
        {
            { Custom: true } => $"{row.Group}/{row.Plural}",
            { Group: "", Plural: "services" or "endpoints" } => $"services/{(row.Plural == "services" ? "specs" : row.Plural)}",
            { Group: "networking.k8s.io", Plural: "ingresses" } => "ingress",
            _ when Named.Contains(row.Group) => $"{row.Group}/{row.Plural}",
            _ => row.Plural,
        };
        return $"/registry/{resource}/{key}";
    }
}
