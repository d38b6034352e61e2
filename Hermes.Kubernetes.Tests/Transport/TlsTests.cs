using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Hermes.Kubernetes.Client;
using Hermes.Kubernetes.Configuration;
using Hermes.Kubernetes.Transport;
using k8s.Models;

namespace Hermes.Kubernetes.Tests.Transport;

public sealed class TlsTests : IDisposable
{
    private readonly TestAuthority _authority = new("cluster");
    private readonly TestAuthority _stranger = new("stranger");
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public async Task Connect_RightAuthorityRightName_SpeaksHttp2()
    {
        using var certificate = _authority.IssueServer(address: IPAddress.Loopback);

        var answer = await GetAsync(certificate, Trust(_authority));

        answer.Data["protocol"].ShouldBe("HTTP/2");
    }

    [Fact]
    public async Task Connect_RightAuthorityWrongName_IsRefused()
    {
        using var certificate = _authority.IssueServer(dnsName: "other.example");

        await ShouldRefuseAsync(certificate, Trust(_authority), "RemoteCertificateNameMismatch");
    }

    [Fact]
    public async Task Connect_WrongAuthorityRightName_IsRefused()
    {
        using var certificate = _stranger.IssueServer(address: IPAddress.Loopback);

        await ShouldRefuseAsync(certificate, Trust(_authority), "PartialChain");
    }

    [Fact]
    public async Task Connect_WrongAuthorityWrongName_IsRefused()
    {
        using var certificate = _stranger.IssueServer(dnsName: "other.example");

        await ShouldRefuseAsync(certificate, Trust(_authority), "RemoteCertificateNameMismatch");
    }

    [Fact]
    public async Task Connect_NoAuthorityConfigured_TheSystemsDecide()
    {
        using var certificate = _authority.IssueServer(address: IPAddress.Loopback);

        await ShouldRefuseAsync(certificate, configuration => configuration, "");
    }

    [Fact]
    public async Task Connect_TlsServerName_IsTheNameThatCounts()
    {
        using var certificate = _authority.IssueServer(dnsName: "kubernetes.default.svc");

        var answer = await GetAsync(
            certificate, configuration => Trust(_authority)(configuration) with { TlsServerName = "kubernetes.default.svc" });

        answer.ShouldNotBeNull();
        using var other = _authority.IssueServer(address: IPAddress.Loopback);
        await ShouldRefuseAsync(
            other,
            configuration => Trust(_authority)(configuration) with { TlsServerName = "kubernetes.default.svc" },
            "RemoteCertificateNameMismatch");
    }

    [Fact]
    public async Task Connect_InsecureSkipTlsVerify_TakesAnyCertificate()
    {
        using var certificate = _stranger.IssueServer(dnsName: "other.example");

        var answer = await GetAsync(certificate, configuration => configuration with { InsecureSkipTlsVerify = true });

        answer.ShouldNotBeNull();
    }

    [Fact]
    public async Task Connect_ClientCertificate_IsShown()
    {
        using var certificate = _authority.IssueServer(address: IPAddress.Loopback);
        using var client = _authority.IssueClient("hermes");

        var answer = await GetAsync(certificate, configuration => Trust(_authority)(configuration) with
        {
            ClientCertificate = PemSource.FromText(client.ExportCertificatePem()),
            ClientKey = PemSource.FromText(client.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem()),
        });

        answer.Data["client"].ShouldBe("CN=hermes");
    }

    [Fact]
    public async Task Call_ClientCertificateFileRotated_IsReadAgainOnceRefused()
    {
        using var certificate = _authority.IssueServer(address: IPAddress.Loopback);
        using var before = _authority.IssueClient("before");
        using var after = _authority.IssueClient("after");
        await using var server = await TlsServer.StartAsync(certificate);
        var file = _directory.Write("client.pem", Pair(before));
        using var connection = new ApiConnection(Trust(_authority)(new ClusterConfiguration
        {
            Server = server.Address,
            ClientCertificate = PemSource.FromFile(file),
            ClientKey = PemSource.FromFile(file),
        }));

        (await GetAsync(connection)).Data["client"].ShouldBe("CN=before");
        server.Admitted = "CN=after";
        _directory.Write("client.pem", Pair(after));

        (await GetAsync(connection)).Data["client"].ShouldBe("CN=after");
    }

    [Fact]
    public async Task Connect_IntermediateInTheBundle_CompletesTheChain()
    {
        using var intermediate = new TestAuthority("intermediate", _authority);
        using var certificate = intermediate.IssueServer(address: IPAddress.Loopback);

        var answer = await GetAsync(certificate, configuration => configuration with
        {
            CertificateAuthority = PemSource.FromText(_authority.Pem + "\n" + intermediate.Pem),
        });

        answer.ShouldNotBeNull();
    }

    [Fact]
    public async Task Connect_AuthorityFileRotated_IsReadAgainOnceTlsFails()
    {
        using var certificate = _stranger.IssueServer(address: IPAddress.Loopback);
        await using var server = await TlsServer.StartAsync(certificate);
        var file = _directory.Write("ca.crt", _authority.Pem);
        using var connection = new ApiConnection(new ClusterConfiguration
        {
            Server = server.Address,
            CertificateAuthority = PemSource.FromFile(file),
        });

        await GetAsync(connection).ShouldThrowAsync<HttpRequestException>();
        _directory.Write("ca.crt", _authority.Pem + "\n" + _stranger.Pem);
        (await GetAsync(connection)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Call_AuthorityRemovedFromTheFile_IsTrustedForAMinuteAtMost()
    {
        using var certificate = _authority.IssueServer(address: IPAddress.Loopback);
        await using var server = await TlsServer.StartAsync(certificate);
        var file = _directory.Write("ca.crt", _authority.Pem);
        var time = new ManualTime();
        using var connection = new ApiConnection(
            new ClusterConfiguration { Server = server.Address, CertificateAuthority = PemSource.FromFile(file) }, timeProvider: time);
        await GetAsync(connection);

        _directory.Write("ca.crt", _stranger.Pem);
        time.Advance(TimeSpan.FromMinutes(1));

        await GetAsync(connection).ShouldThrowAsync<HttpRequestException>();
    }

    [Fact]
    public async Task Connect_AuthorityFileBroken_StaysClosed()
    {
        using var certificate = _stranger.IssueServer(address: IPAddress.Loopback);
        await using var server = await TlsServer.StartAsync(certificate);
        var file = _directory.Write("ca.crt", _authority.Pem);
        using var connection = new ApiConnection(new ClusterConfiguration
        {
            Server = server.Address,
            CertificateAuthority = PemSource.FromFile(file),
        });

        _directory.Write("ca.crt", "nothing");

        await GetAsync(connection).ShouldThrowAsync<HttpRequestException>();
    }

    [Theory]
    [InlineData("nothing", "certificate-authority has no certificate in it")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", "certificate-authority is no PEM certificate: ")]
    public void Open_AuthorityIsNoCertificate_SaysSo(string pem, string message) =>
        Should.Throw<ClusterConfigurationException>(() => new ApiConnection(
            ServerFixture.Configuration with { CertificateAuthority = PemSource.FromText(pem) })).Message.ShouldStartWith(message);

    [Fact]
    public void Open_KeyOfAnotherCertificate_SaysSo()
    {
        using var one = _authority.IssueClient("one");
        using var two = _authority.IssueClient("two");

        Should.Throw<ClusterConfigurationException>(() => new ApiConnection(ServerFixture.Configuration with
        {
            ClientCertificate = PemSource.FromText(one.ExportCertificatePem()),
            ClientKey = PemSource.FromText(two.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem()),
        })).Message.ShouldStartWith("client-certificate and client-key do not fit: ");
    }

    public void Dispose()
    {
        _authority.Dispose();
        _stranger.Dispose();
        _directory.Dispose();
    }

    private static Func<ClusterConfiguration, ClusterConfiguration> Trust(TestAuthority authority) =>
        configuration => configuration with { CertificateAuthority = PemSource.FromText(authority.Pem) };

    private static string Pair(X509Certificate2 certificate) =>
        certificate.ExportCertificatePem() + "\n" + certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem();

    private static async Task<V1ConfigMap> GetAsync(
        X509Certificate2 certificate, Func<ClusterConfiguration, ClusterConfiguration> configure)
    {
        await using var server = await TlsServer.StartAsync(certificate);
        using var connection = new ApiConnection(configure(new ClusterConfiguration { Server = server.Address }));
        return await GetAsync(connection);
    }

    private static async Task<V1ConfigMap> GetAsync(ApiConnection connection) =>
        (await new ResourceClient(connection, ServerFixture.Catalog).GetAsync<V1ConfigMap>("a", "ns", CancellationToken.None)
            .WaitAsync(Patience.Limit)).ShouldNotBeNull();

    private static async Task ShouldRefuseAsync(
        X509Certificate2 certificate, Func<ClusterConfiguration, ClusterConfiguration> configure, string why)
    {
        var failure = await GetAsync(certificate, configure).ShouldThrowAsync<HttpRequestException>();
        failure.InnerException.ShouldBeOfType<AuthenticationException>().Message.ShouldContain(why);
    }
}
