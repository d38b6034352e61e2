using System.Net;
using System.Text.RegularExpressions;
using Hermes.DevCluster;
using Hermes.DevCluster.Faults;
using Hermes.Kubernetes.Client;
using Hermes.Kubernetes.Configuration;
using Hermes.Kubernetes.Tests.Transport;
using Hermes.Kubernetes.Transport;
using k8s.Models;
using KubernetesException = Hermes.Kubernetes.Client.KubernetesException;

namespace Hermes.Kubernetes.Tests.Faults;

/// <summary>Token expires, CA rotates: read the files again; fail closed.</summary>
[Trait("Category", "Faults")]
public sealed class TokenExpiresAuthorityRotatesTests : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();
    private readonly ManualTime _time = new();
    private DevClusterServer _server = null!;

    // Seen to fail when AuthenticationHandler handed the 401 on.
    [Fact]
    public async Task Call_TokenExpired_IsSentAgainAsTheFileSays()
    {
        using var connection = Connect("before");
        var client = new ResourceClient(connection, ServerFixture.Catalog);
        await client.ListAsync<V1ConfigMap>(new ListOptions(), CancellationToken.None);
        _directory.Write("token", TokenOf("after"));
        using var expired = _server.Faults.Add(new Fault { Matches = static request => request.Verb == "list", Times = 1, Status = 401 });

        await client.ListAsync<V1ConfigMap>(new ListOptions(), CancellationToken.None);

        Lists().ShouldBe(["before 200", " 401", "after 200"]);
    }

    // Seen to fail when AuthenticationHandler sent a call again with the token that had been refused.
    [Fact]
    public async Task Call_TokenExpiredAndNoOtherThere_IsRefusedOnce()
    {
        using var connection = Connect("before");
        using var expired = _server.Faults.Add(new Fault { Matches = static request => request.Verb == "list", Status = 401 });

        var refusal = await new ResourceClient(connection, ServerFixture.Catalog).ListAsync<V1ConfigMap>(new ListOptions(), CancellationToken.None)
            .ShouldThrowAsync<KubernetesException>();

        refusal.Reason.ShouldBe(StatusReason.Unauthorized);
        Lists().ShouldBe([" 401"]);
    }

    // Seen to fail when ClusterHandler.Reload did nothing: the new authority was never trusted.
    [Fact]
    public async Task Connect_ServersAuthorityChanged_IsRefusedUntilTheFileSaysSo()
    {
        using var former = new TestAuthority("former");
        using var present = new TestAuthority("present");
        using var certificate = present.IssueServer(address: IPAddress.Loopback);
        await using var server = await TlsServer.StartAsync(certificate);
        var file = _directory.Write("ca.crt", former.Pem);
        using var connection = new ApiConnection(
            new ClusterConfiguration { Server = server.Address, CertificateAuthority = PemSource.FromFile(file) }, timeProvider: _time);
        var client = new ResourceClient(connection, ServerFixture.Catalog);

        await client.GetAsync<V1ConfigMap>("a", "default", CancellationToken.None).ShouldThrowAsync<HttpRequestException>();
        _directory.Write("ca.crt", present.Pem);
        (await client.GetAsync<V1ConfigMap>("a", "default", CancellationToken.None)).ShouldNotBeNull();
        _directory.Write("ca.crt", former.Pem);
        _time.Advance(TimeSpan.FromMinutes(1));
        await client.GetAsync<V1ConfigMap>("a", "default", CancellationToken.None).ShouldThrowAsync<HttpRequestException>();
    }

    public async Task InitializeAsync() =>
        _server = await DevClusterServer.StartAsync(new DevClusterOptions { Keda = false, Simulator = false });

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        _directory.Dispose();
    }

    private ApiConnection Connect(string user) => new(
        new ClusterConfiguration { Server = new Uri("https://cluster.test"), TokenFile = _directory.Write("token", TokenOf(user)) },
        timeProvider: _time,
        primaryHandler: _server.CreateHandler());

    private string TokenOf(string user) =>
        Regex.Match(_server.KubeconfigFor(user), @"token: (?<token>\S+)", RegexOptions.ExplicitCapture, Patience.Limit).Groups["token"].Value;

    private IEnumerable<string> Lists() =>
        _server.Trace.Requests.Where(request => request.Verb == "list").Select(request => $"{request.User} {request.Status}");
}
