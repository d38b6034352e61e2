namespace Hermes.Kubernetes.Client;

/// <summary>What to list.</summary>
public sealed record ListOptions
{
    /// <summary>The namespace; null (default) for all, or for a cluster-scoped kind.</summary>
    public string? Namespace { get; init; }

    /// <summary>A label selector; null (default) for everything.</summary>
    public string? LabelSelector { get; init; }

    /// <summary>A field selector; null (default) for everything.</summary>
    public string? FieldSelector { get; init; }

    /// <summary>The oldest acceptable resource version; null (default) for the most recent, <c>0</c> for any.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>Objects per page, 1 to 10000; null for all in one piece. Default: 500.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is set to anything else.</exception>
    public int? PageSize
    {
        get;
        init => field = value is null or (>= 1 and <= 10_000)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "PageSize must be 1 to 10000.");
    } = 500;

    /// <summary>
    /// Whether managed fields are skipped while parsing: half the bytes of a small object, wanted by few. Default: false.
    /// </summary>
    public bool OmitManagedFields { get; init; }

    /// <summary>
    /// Called, once the list is complete, with each object that it lacks because it cannot be read. Null (default): such an object fails
    /// the list with an <see cref="IOException"/>.
    /// </summary>
    public Action<UnreadableObject>? OnUnreadable { get; init; }
}
