using Hermes.DevCluster;
using Hermes.Kubernetes.Caching;
using Hermes.Kubernetes.Client;
using Hermes.Kubernetes.Configuration;
using Hermes.Kubernetes.Tests.Client;
using Hermes.Kubernetes.Transport;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hermes.Kubernetes.Tests.Cluster;

/// <summary>A cluster of one's own, reached over its kubeconfig, TLS and sockets as any client would.</summary>
public sealed class DevClusterFixture : IAsyncLifetime
{
    private ApiConnection? _connection;

    public DevClusterServer Server { get; private set; } = null!;

    public ResourceClient Client { get; private set; } = null!;

    public ClusterDiscovery Discovery { get; private set; } = null!;

    public InformerCache CreateCache() => new(Client, TimeProvider.System, NullLoggerFactory.Instance);

    public async Task InitializeAsync()
    {
        Server = await DevClusterServer.StartAsync(new DevClusterOptions { Simulator = false });
        _connection = new ApiConnection(ClusterConfiguration.Load(Server.KubeconfigPath));
        Client = new ResourceClient(_connection, new ResourceCatalog([ClientTestsJsonContext.Default]));
        Discovery = new ClusterDiscovery(_connection);
    }

    public async Task DisposeAsync()
    {
        _connection?.Dispose();
        await Server.DisposeAsync();
    }
}
