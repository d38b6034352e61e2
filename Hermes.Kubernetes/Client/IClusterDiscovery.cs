using k8s.Models;

namespace Hermes.Kubernetes.Client;

/// <summary>What the API server serves. Absence and ignorance are different answers.</summary>
public interface IClusterDiscovery
{
    /// <summary>Reads what a group's version serves.</summary>
    /// <param name="group">The API group; empty for the core group.</param>
    /// <param name="version">The version.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The resources, subresources included as <c>name/subresource</c>; null when the server says it serves no such version (404).</returns>
    /// <exception cref="KubernetesException">The server could not tell, as when an aggregated API is down: not the same as absence.</exception>
    Task<IReadOnlyList<V1APIResource>?> GetServedResourcesAsync(string group, string version, CancellationToken cancellationToken);

    /// <summary>Reads the server's version.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<VersionInfo> GetServerVersionAsync(CancellationToken cancellationToken);
}
