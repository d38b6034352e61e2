using System.Net;
using Hermes.Kubernetes.Client;
using Hermes.Kubernetes.Transport;
using k8s.Models;
using KubernetesException = Hermes.Kubernetes.Client.KubernetesException;

namespace Hermes.Kubernetes.LeaderElection;

/// <summary>
/// Reads and replaces one Lease. The only PUT there is: a Lease is modelled whole, and a PUT is what a grant by name can allow to create it.
/// Reads ask for the newest state, never for one that a server happens to hold in its cache.
/// </summary>
internal sealed class LeaseClient(ApiConnection connection, ResourceCatalog catalog, string name, string @namespace)
{
    private readonly ResourceDefinition<V1Lease> _definition = catalog.Get<V1Lease>();

    public string Name => name;

    public string Namespace => @namespace;

    /// <returns>The lease; null when there is none.</returns>
    public async Task<V1Lease?> GetAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        try
        {
            return await connection.CallAsync(
                Request("get", HttpMethod.Get, timeout),
                (body, token) => EntityBody.ReadAsync(_definition, body, omitManagedFields: true, token),
                cancellationToken);
        }
        catch (KubernetesException refusal) when (refusal.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>
    /// Replaces the lease. Where there is none it is created, whatever resource version is given (kube-apiserver 1.36 does so), unless a UID
    /// is given.
    /// </summary>
    /// <returns>The lease as stored.</returns>
    public Task<V1Lease> PutAsync(V1Lease lease, TimeSpan timeout, CancellationToken cancellationToken) => connection.CallAsync(
        Request("update", HttpMethod.Put, timeout) with { MediaType = "application/json", Body = EntityBody.Write(_definition, lease) },
        (body, token) => EntityBody.ReadAsync(_definition, body, omitManagedFields: true, token),
        cancellationToken);

    private ApiRequest Request(string verb, HttpMethod method, TimeSpan timeout) => new()
    {
        Verb = verb,
        Kind = _definition.Kind,
        Method = method,
        Path = _definition.ObjectPath(name, @namespace),
        Timeout = timeout,
        PassesFence = true,
    };
}
