using Hermes.DevCluster.Storage;

namespace Hermes.DevCluster.Simulation;

/// <summary>
/// Plays one controller of a cluster. Level-based: a change only names what to look at, and what is done depends on what is stored.
/// Called by one caller at a time.
/// </summary>
internal interface ISimulatedController
{
    /// <summary>Acts on what is there already.</summary>
    void Start();

    /// <summary>Looks at what a change may concern.</summary>
    void OnChange(ObjectChange change);
}
