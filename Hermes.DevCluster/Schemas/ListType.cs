namespace Hermes.DevCluster.Schemas;

/// <summary>How server-side apply merges an array (<c>x-kubernetes-list-type</c>).</summary>
public enum ListType
{
    /// <summary>The array is one value.</summary>
    Atomic,

    /// <summary>Scalars, each its own field.</summary>
    Set,

    /// <summary>Objects, each known by its key fields.</summary>
    Map,
}
