using System.Net;
using System.Net.Sockets;
using Hermes.Kubernetes.Client;
using Hermes.Kubernetes.Configuration;
using Hermes.Kubernetes.Transport;
using k8s.Models;

namespace Hermes.Kubernetes.Tests.Transport;

public sealed class ConnectTests
{
    [Fact]
    public async Task Connect_ProxyConfigured_GoesThroughIt()
    {
        using var proxy = new TcpListener(IPAddress.Loopback, 0);
        proxy.Start();
        using var connection = new ApiConnection(new ClusterConfiguration
        {
            Server = new Uri("https://cluster.test:6443"),
            Proxy = new Uri($"http://127.0.0.1:{((IPEndPoint)proxy.LocalEndpoint).Port}"),
        });

        var call = new ResourceClient(connection, ServerFixture.Catalog).GetAsync<V1ConfigMap>("a", "ns", CancellationToken.None);
        using var client = await proxy.AcceptTcpClientAsync().WaitAsync(Patience.Limit);
        using var reader = new StreamReader(client.GetStream());
        var line = await reader.ReadLineAsync().WaitAsync(Patience.Limit);
        proxy.Stop();
        client.Close();

        line.ShouldBe("CONNECT cluster.test:6443 HTTP/1.1");
        await call.WaitAsync(Patience.Limit).ShouldThrowAsync<HttpRequestException>();
    }

    [Fact]
    public async Task Connect_NobodyAnswers_IsATimeoutAndNoCancellation()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var connection = new ApiConnection(
            new ClusterConfiguration { Server = new Uri($"https://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}") },
            new TransportOptions { ConnectTimeout = TimeSpan.FromMilliseconds(50) });

        var call = new ResourceClient(connection, ServerFixture.Catalog).GetAsync<V1ConfigMap>("a", "ns", CancellationToken.None);

        (await call.WaitAsync(Patience.Limit).ShouldThrowAsync<TimeoutException>()).Message.ShouldBe("get ConfigMap: no connection in time");
    }
}
