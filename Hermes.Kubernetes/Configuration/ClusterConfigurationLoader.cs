namespace Hermes.Kubernetes.Configuration;

/// <summary>Finds the cluster in the order that <see cref="ClusterConfiguration.Load"/> tells.</summary>
internal sealed class ClusterConfigurationLoader(
    Func<string, string?> environment, string serviceAccountDirectory = ServiceAccount.DefaultDirectory)
{
    public ClusterConfiguration Load(string? kubeconfig, string? context)
    {
        if (kubeconfig is not null)
        {
            return File.Exists(kubeconfig)
                ? Kubeconfig.Read([kubeconfig]).Resolve(context)
                : throw new ClusterConfigurationException($"{kubeconfig}: there is no such kubeconfig");
        }

        if (context is null && new ServiceAccount(environment, serviceAccountDirectory).TryLoad() is { } pod)
        {
            return pod;
        }

        return Kubeconfig.Read(Files()).Resolve(context);
    }

    private string[] Files()
    {
        var listed = (environment("KUBECONFIG") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (listed.Length > 0)
        {
            // As kubectl does: a list may name files that are not there yet.
            string[] existing = [.. listed.Where(File.Exists)];
            return existing.Length > 0
                ? existing
                : throw new ClusterConfigurationException($"KUBECONFIG names no file that exists: {string.Join(Path.PathSeparator, listed)}");
        }

        var home = environment("HOME") ?? environment("USERPROFILE");
        var file = home is null ? null : Path.Combine(home, ".kube", "config");
        return File.Exists(file)
            ? [file]
            : throw new ClusterConfigurationException(
                $"No cluster is configured: this is no pod with a service account, KUBECONFIG is not set, and there is no {file ?? "~/.kube/config"}");
    }
}
