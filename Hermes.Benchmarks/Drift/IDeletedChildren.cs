namespace Hermes.Benchmarks.Drift;

/// <summary>The children of one kind, deleted one by one and watched until each is back.</summary>
internal interface IDeletedChildren
{
    string Kind { get; }

    /// <summary>The names of those that stand.</summary>
    IReadOnlyList<string> Names { get; }

    Task WaitForSyncAsync(CancellationToken cancellationToken);

    /// <summary>Deletes a child, and waits until there is another of its name.</summary>
    /// <returns>From the deletion sent to the new child seen.</returns>
    /// <exception cref="Runs.BenchmarkException">It did not come back in time.</exception>
    Task<TimeSpan> DeleteAsync(string name, CancellationToken cancellationToken);
}
