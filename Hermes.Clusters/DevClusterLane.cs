using Hermes.DevCluster;

namespace Hermes.Clusters;

/// <summary>DevCluster, in this process.</summary>
internal sealed class DevClusterLane(DevClusterServer server, ClusterCapabilities capabilities) : ICluster
{
    public const string Name = "devcluster";

    public string Lane => Name;

    public bool IsTemporary => true;

    public string KubeconfigPath => server.KubeconfigPath;

    public ClusterCapabilities Capabilities => capabilities;

    public DevClusterServer? DevCluster => server;

    public static async Task<ICluster> StartAsync(LaneContext context)
    {
        var options = context.Options;
        var server = await DevClusterServer.StartAsync(
            new DevClusterOptions
            {
                TimeProvider = options.TimeProvider,
                KubeconfigPath = options.KubeconfigPath,
                Keda = options.Keda,
                Simulator = options.Simulator,
                Controllers = options.Controllers,
                Rbac = options.Rbac,
            },
            context.CancellationToken);

        var capabilities = ClusterCapabilities.RequestTrace | ClusterCapabilities.FaultInjection
            | (options.Controllers ? ClusterCapabilities.GarbageCollection : ClusterCapabilities.None)
            | (options.Keda ? ClusterCapabilities.Keda : ClusterCapabilities.None)
            | (options.Simulator ? ClusterCapabilities.Simulator : ClusterCapabilities.None);
        return new DevClusterLane(server, capabilities);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
