namespace Hermes.Kubernetes.Controllers;

/// <summary>A controller as the operator runs it.</summary>
internal interface IController
{
    /// <summary>Its name in logs, metrics and probes.</summary>
    string Name { get; }

    /// <summary>Whether its workers run.</summary>
    bool IsWorking { get; }

    /// <summary>Whether its workers run, and nothing is being reconciled or about to be; keys may wait for their time.</summary>
    bool IsAtRest { get; }

    /// <summary>Reconciles until told to stop; once only.</summary>
    /// <param name="stopping">Ends the taking of keys; running reconciles finish.</param>
    /// <param name="aborting">Cancels running reconciles too.</param>
    Task RunAsync(CancellationToken stopping, CancellationToken aborting);

    /// <summary>Looks for a worker that no longer comes back.</summary>
    /// <returns>Null when there is none, else what is wrong.</returns>
    string? CheckWorkers();
}
