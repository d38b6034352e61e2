namespace Hermes.Kubernetes.Configuration;

internal sealed class ClusterConfigurationLoader(Func<string, string?> environment)
{
    public ClusterConfiguration Load(string? kubeconfig, string? context) =>
        throw new ClusterConfigurationException($"No configuration: {kubeconfig} {context} {environment("KUBECONFIG")}");
}
