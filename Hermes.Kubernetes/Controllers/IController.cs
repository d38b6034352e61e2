using Hermes.Kubernetes.Health;

namespace Hermes.Kubernetes.Controllers;

/// <summary>A controller as the operator runs it; as a probe it fails when a worker no longer comes back.</summary>
internal interface IController : IHealthProbe
{
    /// <summary>Its name in logs and metrics.</summary>
    new string Name { get; }

    /// <summary>Reconciles until told to stop; once only.</summary>
    /// <param name="stopping">Ends the taking of keys; running reconciles finish.</param>
    /// <param name="aborting">Cancels running reconciles too.</param>
    Task RunAsync(CancellationToken stopping, CancellationToken aborting);
}
