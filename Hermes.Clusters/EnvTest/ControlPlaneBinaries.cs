namespace Hermes.Clusters.EnvTest;

/// <summary>The programs of a control plane.</summary>
/// <param name="Etcd">etcd.</param>
/// <param name="ApiServer">kube-apiserver.</param>
/// <param name="ControllerManager">kube-controller-manager; null where the folder has none.</param>
internal sealed record ControlPlaneBinaries(string Etcd, string ApiServer, string? ControllerManager)
{
    public const string Variable = "KUBEBUILDER_ASSETS";

    /// <summary>Finds the programs in the folder that <c>KUBEBUILDER_ASSETS</c> names.</summary>
    public static ControlPlaneBinaries Find(string? folder)
    {
        if (folder is null)
        {
            throw new ClusterLaneException(
                $"{Variable}: must name a folder with etcd and kube-apiserver for the lane {EnvTestLane.Name}");
        }

        var controllerManager = Path.Combine(folder, "kube-controller-manager");
        return new ControlPlaneBinaries(
            Required(folder, "etcd"), Required(folder, "kube-apiserver"), File.Exists(controllerManager) ? controllerManager : null);
    }

    private static string Required(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        return File.Exists(path) ? path : throw new ClusterLaneException($"{Variable}: there is no {name} in '{folder}'");
    }
}
