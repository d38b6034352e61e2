namespace Hermes.DevCluster.Tables;

/// <summary>What a Table's rows carry of their object (the query parameter <c>includeObject</c>).</summary>
public enum IncludeObject
{
    /// <summary>Its metadata, as a PartialObjectMetadata.</summary>
    Metadata,

    /// <summary>Nothing.</summary>
    None,

    /// <summary>All of it.</summary>
    Object,
}
