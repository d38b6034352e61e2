using Hermes.Clusters;

namespace Hermes.Operator.Tests.Faults;

/// <summary>Clusters for tests that make things go wrong, which only DevCluster lets them, whatever lane the others run on.</summary>
internal static class FaultyClusterOptions
{
    /// <summary>At the pace of the tests.</summary>
    public static ClusterOptions Plain { get; } = new() { Lane = "devcluster" };

    /// <summary>Where the operator waits for half a minute. A call's deadline is then a second and a half, which is still plenty.</summary>
    public static ClusterOptions Fast() => Plain with { TimeProvider = new FastTime(20) };
}
