namespace Hermes.DevCluster.Storage;

/// <summary>An object's place within its resource.</summary>
/// <param name="Namespace">The namespace; empty for a cluster-scoped object.</param>
/// <param name="Name">The name.</param>
internal readonly record struct ObjectKey(string Namespace, string Name)
{
    /// <summary>As in etcd's keys: <c>namespace/name</c>, or the name alone.</summary>
    public override string ToString() => Namespace.Length == 0 ? Name : $"{Namespace}/{Name}";
}
