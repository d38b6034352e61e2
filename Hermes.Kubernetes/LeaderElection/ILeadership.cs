namespace Hermes.Kubernetes.LeaderElection;

/// <summary>Whether this process is the one that writes.</summary>
internal interface ILeadership
{
    /// <summary>Cancelled when this process must not write any more, for good: reconciles are aborted and not let finish.</summary>
    CancellationToken Lost { get; }

    /// <summary>Completes once this process leads.</summary>
    /// <param name="cancellationToken">Gives the wait up.</param>
    Task WaitAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Tells that no more reconciles run, which becomes an event while events are still written. The lease is released after those.
    /// </summary>
    void Resign();

    /// <summary>Looks whether the election still goes on.</summary>
    /// <returns>Null when it does, else what is wrong.</returns>
    string? CheckLoop();
}
