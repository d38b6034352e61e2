using Hermes.DevCluster.Kinds;
using Hermes.DevCluster.Storage;

namespace Hermes.DevCluster.Collection;

/// <summary>An object as the collector knows it.</summary>
/// <param name="Row">Its kind.</param>
/// <param name="Key">Its place.</param>
/// <param name="Owners">Its owner references.</param>
internal sealed record Node(KindRow Row, ObjectKey Key, IReadOnlyList<OwnerReference> Owners);
