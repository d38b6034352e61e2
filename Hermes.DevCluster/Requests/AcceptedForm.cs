namespace Hermes.DevCluster.Requests;

/// <summary>The form in which a client wants objects.</summary>
internal enum AcceptedForm
{
    /// <summary>As they are.</summary>
    Object,

    /// <summary>A Table for people to read.</summary>
    Table,

    /// <summary>Their metadata alone.</summary>
    PartialObjectMetadata,

    /// <summary>A list of their metadata alone.</summary>
    PartialObjectMetadataList,
}
