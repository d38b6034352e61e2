using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Hermes.DevCluster.Authorization;

namespace Hermes.DevCluster.Hosting;

/// <summary>An authority made on the spot, known to nobody but the kubeconfig.</summary>
internal sealed class CertificateAuthority : IDisposable
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    private readonly X509Certificate2 _root;
    private readonly ConcurrentDictionary<string, UserInfo> _known = new(StringComparer.Ordinal);
    private readonly DateTimeOffset _start;

    /// <summary>A new authority.</summary>
    public CertificateAuthority()
    {
        // Certificates are judged by the client's own clock, whatever clock the server is given.
        _start = TimeProvider.System.GetUtcNow().AddHours(-1);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=hermes-devcluster-ca", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        _root = request.CreateSelfSigned(_start, _start.AddYears(10));
    }

    /// <summary>The authority's certificate.</summary>
    public string Pem => _root.ExportCertificatePem();

    /// <summary>A certificate for a server on this machine.</summary>
    public X509Certificate2 IssueServer()
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddDnsName("kubernetes");
        names.AddDnsName("kubernetes.default.svc");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        return Issue(new X500DistinguishedName("CN=hermes-devcluster"), ServerAuthentication, names.Build());
    }

    /// <summary>A certificate for a user: the name is the common name, the groups are the organizations.</summary>
    public X509Certificate2 IssueClient(UserInfo user)
    {
        var name = new X500DistinguishedNameBuilder();
        foreach (var group in user.Groups.Where(group => group != UserInfo.Authenticated))
        {
            name.AddOrganizationName(group);
        }

        name.AddCommonName(user.Name);
        return Issue(name.Build(), ClientAuthentication, null);
    }

    /// <summary>The user of a client certificate; null where this authority did not issue it.</summary>
    public UserInfo? Identify(X509Certificate2 certificate)
    {
        // Building a chain takes longer than most requests; what this authority has issued stays issued.
        var fingerprint = certificate.GetCertHashString(HashAlgorithmName.SHA256);
        if (_known.TryGetValue(fingerprint, out var known))
        {
            return known;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(_root);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ClientAuthentication));
        if (!chain.Build(certificate))
        {
            return null;
        }

        var organizations = certificate.SubjectName.EnumerateRelativeDistinguishedNames()
            .Where(part => !part.HasMultipleElements && part.GetSingleElementType().Value == "2.5.4.10")
            .Select(part => part.GetSingleElementValue() ?? "");
        var user = new UserInfo(certificate.GetNameInfo(X509NameType.SimpleName, false), [.. organizations, UserInfo.Authenticated]);
        _known[fingerprint] = user;
        return user;
    }

    /// <inheritdoc/>
    public void Dispose() => _root.Dispose();

    private X509Certificate2 Issue(X500DistinguishedName name, string usage, X509Extension? names)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], false));
        request.CertificateExtensions.Add(
            X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(
                _root.Extensions.OfType<X509SubjectKeyIdentifierExtension>().Single()));
        if (names is not null)
        {
            request.CertificateExtensions.Add(names);
        }

        using var issued = request.Create(_root, _start, _start.AddYears(5), RandomNumberGenerator.GetBytes(16));
        using var keyed = issued.CopyWithPrivateKey(key);

        // Windows' TLS cannot use a key that was never in a store's format.
        return X509CertificateLoader.LoadPkcs12(keyed.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
    }
}
