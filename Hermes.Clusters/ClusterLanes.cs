using System.Collections.Frozen;
using Hermes.Clusters.EnvTest;

namespace Hermes.Clusters;

/// <summary>Starts the cluster that <c>HERMES_TEST_CLUSTER</c> names: the same tests run on each.</summary>
public static class ClusterLanes
{
    /// <summary>The environment variable that names the lane. Unset or empty: <c>devcluster</c>.</summary>
    public const string Variable = "HERMES_TEST_CLUSTER";

    private static readonly FrozenDictionary<string, Func<LaneContext, Task<ICluster>>> Lanes =
        new Dictionary<string, Func<LaneContext, Task<ICluster>>>
        {
            [DevClusterLane.Name] = DevClusterLane.StartAsync,
            [EnvTestLane.Name] = EnvTestLane.StartAsync,
            [K3sLane.Name] = K3sLane.StartAsync,
            [KubeconfigLane.Name] = KubeconfigLane.StartAsync,
        }.ToFrozenDictionary();

    /// <summary>The lanes' names, in order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Lanes.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Starts a cluster.</summary>
    /// <param name="options">Null for the defaults.</param>
    /// <param name="cancellationToken">Gives the start up; what was started by then is stopped.</param>
    /// <returns>The cluster; the caller disposes it.</returns>
    /// <exception cref="ClusterLaneException">The lane is unknown or cannot start. A lane never stands in for another.</exception>
    public static Task<ICluster> StartAsync(ClusterOptions? options = null, CancellationToken cancellationToken = default) =>
        StartAsync(new LaneContext(options ?? new ClusterOptions(), Environment.GetEnvironmentVariable, cancellationToken));

    internal static Task<ICluster> StartAsync(LaneContext context)
    {
        var name = context.Options.Lane ?? context.Setting(Variable) ?? DevClusterLane.Name;
        return Lanes.TryGetValue(name, out var start)
            ? start(context)
            : throw new ClusterLaneException(
                $"{Variable}: '{name}' is no lane; known are {string.Join(", ", Names)}");
    }
}
