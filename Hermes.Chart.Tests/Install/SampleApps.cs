using Hermes.Clusters.Clients;

namespace Hermes.Chart.Tests.Install;

/// <summary>The apps of <c>config/samples</c>.</summary>
internal static class SampleApps
{
    private static readonly string[] Names = ["hello", "raft-ai-hermes", "on-demand"];

    private const string IngressClass =
        """{"apiVersion": "networking.k8s.io/v1", "kind": "IngressClass", "metadata": {"name": "nginx"}, "spec": {"controller": "example.dev/ingress"}}""";

    /// <summary>Applies them, and the class that their Ingresses name, where there is none.</summary>
    /// <returns>Their names.</returns>
    public static async Task<IReadOnlyList<string>> ApplyAsync(ClientSession kubectl, string @namespace)
    {
        if ((await kubectl.RunAsync("get ingressclass nginx --ignore-not-found -o name")).Length == 0)
        {
            await kubectl.RunAsync("create -f -", IngressClass);
        }

        await kubectl.RunAsync($"apply --server-side --namespace {@namespace} -f \"{RepositoryFolder.PathOf("config", "samples")}\"");
        return Names;
    }
}
