using System.Net;
using Hermes.Kubernetes.Client;
using Hermes.Kubernetes.Tests.Transport;
using KubernetesException = Hermes.Kubernetes.Client.KubernetesException;

namespace Hermes.Kubernetes.Tests.Client;

public sealed class ClusterDiscoveryTests : IDisposable
{
    private readonly ServerFixture _fixture = new();
    private readonly ClusterDiscovery _discovery;

    public ClusterDiscoveryTests() => _discovery = new ClusterDiscovery(_fixture.Connection);

    [Fact]
    public async Task GetServedResources_Served_ListsThem()
    {
        _fixture.Server.ThenOk("""{"kind":"APIResourceList","groupVersion":"keda.sh/v1alpha1","resources":[{"name":"scaledobjects","kind":"ScaledObject","namespaced":true},{"name":"scaledobjects/status","kind":"ScaledObject","namespaced":true}]}""");

        var resources = await _discovery.GetServedResourcesAsync("keda.sh", "v1alpha1", CancellationToken.None);

        resources.ShouldNotBeNull().Select(resource => resource.Name).ShouldBe(["scaledobjects", "scaledobjects/status"]);
        _fixture.Server.Seen.ShouldHaveSingleItem().Path.ShouldBe("/prefix/apis/keda.sh/v1alpha1");
    }

    [Fact]
    public async Task GetServedResources_CoreGroup_HasItsOwnPath()
    {
        _fixture.Server.ThenOk("""{"resources":[]}""");

        (await _discovery.GetServedResourcesAsync("", "v1", CancellationToken.None)).ShouldNotBeNull().ShouldBeEmpty();

        _fixture.Server.Seen.ShouldHaveSingleItem().Path.ShouldBe("/prefix/api/v1");
    }

    [Fact]
    public async Task GetServedResources_NotServed_IsNull()
    {
        _fixture.Server.Then(HttpStatusCode.NotFound, "404 page not found\n");

        (await _discovery.GetServedResourcesAsync("keda.sh", "v1alpha1", CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task GetServedResources_AggregatedApiDown_ThrowsRatherThanSayAbsent()
    {
        _fixture.Server.Then(HttpStatusCode.ServiceUnavailable, "service unavailable");

        (await _discovery.GetServedResourcesAsync("keda.sh", "v1alpha1", CancellationToken.None).ShouldThrowAsync<KubernetesException>())
            .Reason.ShouldBe(StatusReason.ServiceUnavailable);
    }

    [Fact]
    public async Task GetServerVersion_Any_IsRead()
    {
        _fixture.Server.ThenOk("""{"major":"1","minor":"36","gitVersion":"v1.36.2"}""");

        (await _discovery.GetServerVersionAsync(CancellationToken.None)).GitVersion.ShouldBe("v1.36.2");
    }

    public void Dispose() => _fixture.Dispose();
}
