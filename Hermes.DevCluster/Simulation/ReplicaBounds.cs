namespace Hermes.DevCluster.Simulation;

/// <summary>How many replicas there may be.</summary>
internal sealed record ReplicaBounds(long Least, long Most)
{
    public long Clamp(long count) => Math.Clamp(count, Least, Most);
}
