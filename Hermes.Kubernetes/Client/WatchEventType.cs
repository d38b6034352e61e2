namespace Hermes.Kubernetes.Client;

/// <summary>What a watch event says.</summary>
public enum WatchEventType
{
    /// <summary>The object came into view.</summary>
    Added,

    /// <summary>The object changed.</summary>
    Modified,

    /// <summary>The object left the view.</summary>
    Deleted,

    /// <summary>Nothing changed up to this resource version.</summary>
    Bookmark,
}
