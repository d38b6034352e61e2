using Hermes.Clusters;
using Hermes.DevCluster;
using Hermes.Kubernetes.Caching;
using Hermes.Kubernetes.Client;
using Hermes.Kubernetes.Configuration;
using Hermes.Kubernetes.Tests.Client;
using Hermes.Kubernetes.Transport;
using k8s;
using k8s.Models;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hermes.Kubernetes.Tests.Cluster;

/// <summary>A cluster on the lane that is asked for, reached over its kubeconfig, TLS and sockets as any client would.</summary>
public sealed class ClusterFixture : IAsyncLifetime
{
    private readonly List<string> _namespaces = [];
    private ICluster? _cluster;
    private ApiConnection? _connection;

    public ResourceClient Client { get; private set; } = null!;

    public ClusterDiscovery Discovery { get; private set; } = null!;

    public InformerCache CreateCache() => new(Client, TimeProvider.System, NullLoggerFactory.Instance);

    /// <summary>The server itself, which can be made to fail; skips the test on lanes whose server cannot.</summary>
    public DevClusterServer RequireFaults()
    {
        Skip.If(_cluster!.DevCluster is null, $"the lane {_cluster.Lane} has no {ClusterCapabilities.FaultInjection}");
        return _cluster.DevCluster!;
    }

    public async Task InitializeAsync()
    {
        _cluster = await ClusterLanes.StartAsync(new ClusterOptions { Simulator = false });
        _connection = new ApiConnection(ClusterConfiguration.Load(_cluster.KubeconfigPath));
        Client = new ResourceClient(_connection, new ResourceCatalog([SourceGenerationContext.Default, ClientTestsJsonContext.Default]));
        Discovery = new ClusterDiscovery(_connection);
    }

    /// <summary>Makes a namespace of the test's own, which goes with the fixture.</summary>
    public async Task<string> NewNamespaceAsync()
    {
        var name = $"runtime-{Guid.NewGuid():N}"[..20];
        await Client.CreateAsync(new V1Namespace { Metadata = new V1ObjectMeta { Name = name } }, CancellationToken.None);
        _namespaces.Add(name);
        return name;
    }

    public async Task DisposeAsync()
    {
        foreach (var @namespace in _cluster is { IsTemporary: false } ? _namespaces : [])
        {
            await Client.DeleteAsync<V1Namespace>(@namespace, null, null, CancellationToken.None);
        }

        _connection?.Dispose();
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }
    }
}
