namespace Hermes.DevCluster.Apply;

/// <summary>What a step of a path picks, in the order that field sets are written.</summary>
internal enum PathElementKind
{
    /// <summary>A field of an object: <c>f:</c>.</summary>
    Field,

    /// <summary>An element of a map list, by its keys: <c>k:</c>.</summary>
    Key,

    /// <summary>An element of a set: <c>v:</c>.</summary>
    Value,

    /// <summary>An element by position: <c>i:</c>.</summary>
    Index,
}
