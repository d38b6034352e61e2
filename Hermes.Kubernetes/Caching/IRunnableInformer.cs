namespace Hermes.Kubernetes.Caching;

/// <summary>An informer as the cache runs it, whatever its kind.</summary>
internal interface IRunnableInformer
{
    /// <summary>Whether it has synced; or, where its kind is optional, its first list has been answered somehow.</summary>
    bool HasSettled { get; }

    /// <summary>Makes the kind one that has to be there.</summary>
    void Require();

    Task WaitUntilSettledAsync(CancellationToken cancellationToken);

    Task RunAsync(CancellationToken cancellationToken);
}
