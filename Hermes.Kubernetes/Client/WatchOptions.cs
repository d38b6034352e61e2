namespace Hermes.Kubernetes.Client;

/// <summary>What to watch, and from where.</summary>
public sealed record WatchOptions
{
    /// <summary>The namespace; null (default) for all, or for a cluster-scoped kind.</summary>
    public string? Namespace { get; init; }

    /// <summary>A label selector; null (default) for everything.</summary>
    public string? LabelSelector { get; init; }

    /// <summary>A field selector; null (default) for everything.</summary>
    public string? FieldSelector { get; init; }

    /// <summary>The resource version after which events are wanted.</summary>
    public required string ResourceVersion { get; init; }

    /// <summary>When the server shall end the stream; null for its own choice.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>
    /// How long the stream may bring no byte, bookmarks included, before it counts as dead; null (default) for any time. The connection's
    /// pings don't show that a stream has stalled.
    /// </summary>
    public TimeSpan? IdleLimit { get; init; }

    /// <summary>
    /// Whether managed fields are skipped while parsing: half the bytes of a small object, wanted by few. Default: false.
    /// </summary>
    public bool OmitManagedFields { get; init; }

    /// <summary>Called once the server has accepted the watch; null (default) for nothing.</summary>
    public Action? OnOpened { get; init; }

    /// <summary>
    /// Called, in its place among the events, with each object that cannot be read. Null (default): such an object ends the stream with
    /// an <see cref="IOException"/>.
    /// </summary>
    public Action<UnreadableObject>? OnUnreadable { get; init; }
}
