using Hermes.DevCluster;
using Hermes.Kubernetes.Client;
using Hermes.Kubernetes.Configuration;
using Hermes.Kubernetes.Transport;
using k8s.Models;

namespace Hermes.Kubernetes.Tests.Transport;

public sealed class SlowConnectTests
{
    /// <summary>
    /// The server counts from when a call arrives. Seen to fail with the content sent however late: the server was told 29.5 seconds, of
    /// which connecting had taken 20.
    /// </summary>
    [Fact]
    [Trait("Category", "Faults")]
    public async Task TwoLeadersWished_ConnectingTakesLong_TheServerIsToldOnlyTheTimeThatIsLeft()
    {
        await using var cluster = await DevClusterServer.StartAsync(new DevClusterOptions { Simulator = false, Keda = false });
        var time = new ManualTime();
        await using var road = new SlowRoad(cluster.BaseAddress, () => time.Advance(TimeSpan.FromSeconds(20)));
        using var connection = new ApiConnection(ClusterConfiguration.Load(cluster.KubeconfigPath) with { Server = road.Address }, timeProvider: time);
        var client = new ResourceClient(connection, ServerFixture.Catalog);

        await client.CreateAsync(
            new V1ConfigMap { Metadata = new V1ObjectMeta { Name = "a", NamespaceProperty = "default" } }, CancellationToken.None).WaitAsync(Patience.Limit);

        var executed = cluster.Trace.Requests.Where(request => request is { Resource: "configmaps", Status: 201 }).ShouldHaveSingleItem();
        executed.Query.ShouldContain("timeout=9500ms");
    }
}
