namespace Hermes.Kubernetes.Caching;

/// <summary>An informer as the cache runs it, whatever its kind.</summary>
internal interface IRunnableInformer
{
    /// <summary>Whether it has synced; or, where its kind is optional, its first list has been answered somehow.</summary>
    bool HasSettled { get; }

    string Kind { get; }

    /// <summary>How long ago it was last in step with the server: listed, or told an event or a bookmark, or let watch.</summary>
    TimeSpan Lag { get; }

    /// <summary>How long handlers have been hearing of the change at hand; null while they hear of none.</summary>
    TimeSpan? Handling { get; }

    /// <summary>Makes the kind one that has to be there.</summary>
    void Require();

    Task WaitUntilSettledAsync(CancellationToken cancellationToken);

    Task RunAsync(CancellationToken cancellationToken);
}
