using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Hermes.Clusters.EnvTest;

namespace Hermes.Clusters.Tests.EnvTest;

public sealed class CertificateAuthorityTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public void IssueClient_SecondsAfterTheAuthority_DoesNotOutliveIt()
    {
        var time = new SteppingTime();
        using var authority = new CertificateAuthority(time);

        using var client = X509Certificate2.CreateFromPem(authority.IssueClient("admin", "system:masters").Certificate);

        client.NotAfter.ShouldBeLessThanOrEqualTo(authority.Certificate.NotAfter);
    }

    [Fact]
    public async Task IssuedCertificates_OfOneAuthority_AuthenticateBothSides()
    {
        using var authority = new CertificateAuthority(TimeProvider.System);

        var subject = await HandshakeAsync(authority, authority, "127.0.0.1");

        subject.ShouldBe("CN=admin, O=system:masters");
    }

    [Fact]
    public async Task IssuedCertificate_ForAnotherHost_IsRefused()
    {
        using var authority = new CertificateAuthority(TimeProvider.System);

        await Should.ThrowAsync<AuthenticationException>(() => HandshakeAsync(authority, authority, "elsewhere.example"));
    }

    [Fact]
    public async Task IssuedCertificate_OfAnotherAuthority_IsRefused()
    {
        using var authority = new CertificateAuthority(TimeProvider.System);
        using var other = new CertificateAuthority(TimeProvider.System);

        await Should.ThrowAsync<AuthenticationException>(() => HandshakeAsync(authority, other, "127.0.0.1"));
    }

    private static async Task<string> HandshakeAsync(CertificateAuthority issuer, CertificateAuthority trusted, string host)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var clientSocket = new TcpClient();
        var connecting = clientSocket.ConnectAsync((IPEndPoint)listener.LocalEndpoint);
        using var serverSocket = await listener.AcceptTcpClientAsync().WaitAsync(Patience);
        await connecting.WaitAsync(Patience);

        using var serverCertificate = Load(issuer.IssueServer());
        using var clientCertificate = Load(issuer.IssueClient("admin", "system:masters"));
        await using var server = new SslStream(serverSocket.GetStream());
        await using var client = new SslStream(clientSocket.GetStream());
        var answering = server.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
        {
            ServerCertificate = serverCertificate,
            ClientCertificateRequired = true,
            CertificateChainPolicy = Trusting(issuer),
        });
        try
        {
            await client.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = host,
                ClientCertificates = [clientCertificate],
                CertificateChainPolicy = Trusting(trusted),
            }).WaitAsync(Patience);
        }
        catch (AuthenticationException)
        {
            clientSocket.Close();
            await answering.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            throw;
        }

        await answering.WaitAsync(Patience);
        return server.RemoteCertificate!.Subject;
    }

    private static X509Certificate2 Load(IssuedCertificate issued) => X509Certificate2.CreateFromPem(issued.Certificate, issued.Key);

    private static X509ChainPolicy Trusting(CertificateAuthority authority) => new()
    {
        TrustMode = X509ChainTrustMode.CustomRootTrust,
        CustomTrustStore = { authority.Certificate },
        RevocationMode = X509RevocationMode.NoCheck,
    };

    /// <summary>A second passes whenever it is asked.</summary>
    private sealed class SteppingTime : TimeProvider
    {
        private DateTimeOffset _now = DateTimeOffset.UnixEpoch.AddYears(50);

        public override DateTimeOffset GetUtcNow() => _now += TimeSpan.FromSeconds(1);
    }
}
