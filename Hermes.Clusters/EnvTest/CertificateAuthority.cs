using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Hermes.Clusters.EnvTest;

/// <summary>An authority made for one control plane, and forgotten with it.</summary>
internal sealed class CertificateAuthority : IDisposable
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    // A clock that the control plane reads a little earlier must not find the certificates too young.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromHours(1);

    private readonly ECDsa _key;

    // One span for all: a certificate that outlived its authority's would be refused.
    private readonly DateTimeOffset _notBefore;
    private readonly DateTimeOffset _notAfter;

    public CertificateAuthority(TimeProvider time)
    {
        (_notBefore, _notAfter) = (time.GetUtcNow() - ClockSkew, time.GetUtcNow() + Lifetime);
        _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=hermes-envtest-ca", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, hasPathLengthConstraint: true, 0, critical: true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        Certificate = request.CreateSelfSigned(_notBefore, _notAfter);
    }

    public X509Certificate2 Certificate { get; }

    /// <summary>A certificate for the API server, by its loopback address and the names that pods know it by.</summary>
    public IssuedCertificate IssueServer()
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("localhost");
        names.AddDnsName("kubernetes.default.svc");
        return Issue("CN=kube-apiserver", ServerAuthentication, names.Build());
    }

    /// <summary>A certificate for a user; Kubernetes reads the name from CN and the group from O.</summary>
    public IssuedCertificate IssueClient(string user, string group) => Issue($"CN={user}, O={group}", ClientAuthentication, null);

    public void Dispose()
    {
        Certificate.Dispose();
        _key.Dispose();
    }

    private IssuedCertificate Issue(string subject, string usage, X509Extension? names)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(Certificate, true, false));
        if (names is not null)
        {
            request.CertificateExtensions.Add(names);
        }

        using var certificate = request.Create(Certificate, _notBefore, _notAfter, RandomNumberGenerator.GetBytes(16));
        return new IssuedCertificate(certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }
}
