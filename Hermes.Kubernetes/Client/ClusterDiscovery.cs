using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Hermes.Kubernetes.Transport;
using k8s.Models;

namespace Hermes.Kubernetes.Client;

/// <inheritdoc/>
/// <param name="connection">The API server.</param>
public sealed class ClusterDiscovery(ApiConnection connection) : IClusterDiscovery
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<V1APIResource>?> GetServedResourcesAsync(
        string group, string version, CancellationToken cancellationToken)
    {
        var path = group.Length == 0 ? $"api/{version}" : $"apis/{group}/{version}";
        try
        {
            var list = await ReadAsync(path, "APIResourceList", RuntimeJsonContext.Default.V1APIResourceList, cancellationToken);
            return [.. list.Resources ?? []];
        }
        catch (KubernetesException refusal) when (refusal.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public Task<VersionInfo> GetServerVersionAsync(CancellationToken cancellationToken) =>
        ReadAsync("version", "Version", RuntimeJsonContext.Default.VersionInfo, cancellationToken);

    private Task<T> ReadAsync<T>(string path, string kind, JsonTypeInfo<T> contract, CancellationToken cancellationToken)
        where T : class =>
        connection.CallAsync(
            new ApiRequest { Verb = "get", Kind = kind, Method = HttpMethod.Get, Path = path },
            async (body, token) =>
            {
                try
                {
                    return await JsonSerializer.DeserializeAsync(body, contract, token)
                        ?? throw new IOException($"The API server answered null in place of a {kind}.");
                }
                catch (JsonException failure)
                {
                    throw new IOException($"The API server's answer is no {kind}: {failure.Message}", failure);
                }
            },
            cancellationToken);
}
