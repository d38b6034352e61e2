using Hermes.DevCluster;

namespace Hermes.Clusters;

/// <summary>A cluster of somebody's that is there already, and stays.</summary>
internal sealed class KubeconfigLane(string kubeconfigPath) : ICluster
{
    public const string Name = "kubeconfig";

    private const string Variable = "KUBECONFIG";

    public string Lane => Name;

    public bool IsTemporary => false;

    public string KubeconfigPath => kubeconfigPath;

    public ClusterCapabilities Capabilities =>
        ClusterCapabilities.GarbageCollection | ClusterCapabilities.Controllers | ClusterCapabilities.RealPods;

    public DevClusterServer? DevCluster => null;

    public static Task<ICluster> StartAsync(LaneContext context)
    {
        // Only by name: tests must not land in whatever cluster the home directory's file happens to point at.
        var path = context.Setting(Variable)
            ?? throw new ClusterLaneException($"{Variable}: must name a kubeconfig for the lane {Name}");
        if (!File.Exists(path))
        {
            throw new ClusterLaneException($"{Variable}: must name one file, and '{path}' is none");
        }

        return Task.FromResult<ICluster>(new KubeconfigLane(Path.GetFullPath(path)));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
