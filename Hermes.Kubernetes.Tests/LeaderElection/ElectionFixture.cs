using Hermes.DevCluster;
using Hermes.DevCluster.Faults;
using Hermes.DevCluster.Tracing;
using Hermes.Kubernetes.Client;
using Hermes.Kubernetes.Configuration;
using Hermes.Kubernetes.LeaderElection;
using Hermes.Kubernetes.Tests.Transport;
using Hermes.Kubernetes.Transport;
using k8s.Models;

namespace Hermes.Kubernetes.Tests.LeaderElection;

/// <summary>A cluster without sockets, and the replicas that a test lets run for its lease.</summary>
public sealed class ElectionFixture : IAsyncLifetime
{
    private readonly List<Replica> _replicas = [];
    private ApiConnection? _observer;

    internal DevClusterServer Server { get; private set; } = null!;

    public async Task InitializeAsync() =>
        Server = await DevClusterServer.StartAsync(new DevClusterOptions { Simulator = false, Keda = false });

    public async Task DisposeAsync()
    {
        foreach (var replica in _replicas)
        {
            await replica.DisposeAsync();
        }

        _observer?.Dispose();
        await Server.DisposeAsync();
    }

    internal Task<Replica> StartAsync(string name)
    {
        var replica = new Replica(name, Server.CreateHandler());
        _replicas.Add(replica);
        return replica.StartAsync();
    }

    /// <summary>Cuts a replica off from the server, or from its leases alone.</summary>
    internal IDisposable Cut(Replica replica, bool fromLeasesOnly = false) => Server.Faults.Add(new Fault
    {
        Matches = request => request.UserAgent == replica.Name && (!fromLeasesOnly || request.Resource == "leases"),
        Loss = AnswerLoss.BeforeServing,
    });

    /// <summary>Loses the answer to the next write of the lease.</summary>
    internal IDisposable LoseAnswer(string replica) => Server.Faults.Add(new Fault
    {
        Matches = request => request.UserAgent == replica && request.Verb == "update",
        Loss = AnswerLoss.AfterServing,
        Times = 1,
    });

    internal IReadOnlyList<RequestRecord> Writes(Replica replica) =>
        [.. Server.Trace.Requests.Where(request => request.UserAgent == replica.Name && request.IsWrite && request.Resource != "leases")];

    internal Task<V1Lease?> LeaseAsync() => Observer().GetAsync<V1Lease>("election", "default", CancellationToken.None);

    internal async Task DeleteLeaseAsync() =>
        (await Observer().DeleteAsync<V1Lease>("election", "default", null, CancellationToken.None)).ShouldBeTrue();

    internal Task<V1Lease> PutLeaseAsync(V1Lease lease)
    {
        Observer();
        return new LeaseClient(_observer!, ServerFixture.Catalog, "election", "default").PutAsync(lease, Patience.Limit, CancellationToken.None);
    }

    internal ResourceClient Observer()
    {
        _observer ??= new ApiConnection(
            new ClusterConfiguration { Server = new Uri("https://cluster.test") }, primaryHandler: Server.CreateHandler());
        return new ResourceClient(_observer, ServerFixture.Catalog);
    }
}
