using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Hermes.Kubernetes.Configuration;

namespace Hermes.Kubernetes.Transport;

/// <summary>The certificates of a cluster's configuration as they were read at one time. Equal when the texts are.</summary>
internal sealed record ClusterCertificates(string? Authority, string? Client, string? Key)
{
    public static ClusterCertificates Read(ClusterConfiguration configuration) => new(
        Read("certificate-authority", configuration.CertificateAuthority),
        Read("client-certificate", configuration.ClientCertificate),
        Read("client-key", configuration.ClientKey));

    /// <summary>
    /// The authority goes into a chain policy and not into a validation callback: the platform then checks the chain and the name, and
    /// neither can hide the other.
    /// </summary>
    public SslClientAuthenticationOptions CreateTlsOptions(bool insecure)
    {
        var options = new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = Authority is null ? null : CreateChainPolicy(Authority),
            ClientCertificateContext = Client is null ? null : CreateClientContext(Client, Key),
        };
        if (insecure)
        {
#pragma warning disable CA5359 // The user asked for it: insecure-skip-tls-verify.
            options.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359
        }

        return options;
    }

    private static X509ChainPolicy CreateChainPolicy(string pem)
    {
        var authorities = Import("certificate-authority", pem);
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,

            // Cluster authorities publish no revocation lists.
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.AddRange(authorities);
        return policy;
    }

    private static SslStreamCertificateContext CreateClientContext(string pem, string? key)
    {
        try
        {
#pragma warning disable CA2000 // The context keeps the certificate as long as the handler lives.
            return SslStreamCertificateContext.Create(Pair(pem, key ?? pem), Import("client-certificate", pem), offline: true);
#pragma warning restore CA2000
        }
        catch (Exception failure) when (failure is CryptographicException or ArgumentException)
        {
            throw new ClusterConfigurationException($"client-certificate and client-key do not fit: {failure.Message}", failure);
        }
    }

    private static X509Certificate2 Pair(string pem, string key)
    {
        if (!OperatingSystem.IsWindows())
        {
            return X509Certificate2.CreateFromPem(pem, key);
        }

        // Schannel cannot use an ephemeral key.
        using var ephemeral = X509Certificate2.CreateFromPem(pem, key);
        return X509CertificateLoader.LoadPkcs12(ephemeral.Export(X509ContentType.Pkcs12), password: null);
    }

    private static X509Certificate2Collection Import(string field, string pem)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(pem);
        }
        catch (CryptographicException failure)
        {
            throw new ClusterConfigurationException($"{field} is no PEM certificate: {failure.Message}", failure);
        }

        return certificates.Count > 0 ? certificates : throw new ClusterConfigurationException($"{field} has no certificate in it");
    }

    private static string? Read(string field, PemSource? source)
    {
        try
        {
            return source?.Read();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ClusterConfigurationException($"{field} {source} cannot be read: {failure.Message}", failure);
        }
    }
}
