namespace Hermes.DevCluster.Storage;

/// <summary>What became of an object.</summary>
internal enum ChangeType
{
    /// <summary>It was created.</summary>
    Added,

    /// <summary>It was changed.</summary>
    Modified,

    /// <summary>It is gone.</summary>
    Deleted,
}
