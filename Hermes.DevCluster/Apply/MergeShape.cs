namespace Hermes.DevCluster.Apply;

/// <summary>The shapes that merging tells apart.</summary>
internal enum MergeShape
{
    /// <summary>An object.</summary>
    Map,

    /// <summary>A string, number or boolean.</summary>
    Scalar,

    /// <summary>An array.</summary>
    List,
}
