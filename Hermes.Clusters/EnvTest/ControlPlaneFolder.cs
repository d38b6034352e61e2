using System.Security.Cryptography;

namespace Hermes.Clusters.EnvTest;

/// <summary>The files of one control plane, in a folder of its own that only its owner can read; gone with it.</summary>
internal sealed class ControlPlaneFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hermes-envtest-");

    public string Data => Path.Combine(_folder.FullName, "etcd");

    public string Certificates => _folder.FullName;

    public string AuthorityCertificate => Path.Combine(_folder.FullName, "ca.crt");

    public string ServerCertificate => Path.Combine(_folder.FullName, "apiserver.crt");

    public string ServerKey => Path.Combine(_folder.FullName, "apiserver.key");

    public string ServiceAccountPrivateKey => Path.Combine(_folder.FullName, "service-account.key");

    public string ServiceAccountPublicKey => Path.Combine(_folder.FullName, "service-account.pub");

    public string Kubeconfig => Path.Combine(_folder.FullName, "kubeconfig.yaml");

    /// <summary>Writes the API server's certificate and the keys that sign service account tokens.</summary>
    public void Write(CertificateAuthority authority)
    {
        PrivateFile.Write(AuthorityCertificate, authority.Certificate.ExportCertificatePem());
        var server = authority.IssueServer();
        PrivateFile.Write(ServerCertificate, server.Certificate);
        PrivateFile.Write(ServerKey, server.Key);

        using var tokens = RSA.Create(2048);
        PrivateFile.Write(ServiceAccountPrivateKey, tokens.ExportRSAPrivateKeyPem());
        PrivateFile.Write(ServiceAccountPublicKey, tokens.ExportSubjectPublicKeyInfoPem());
    }

    public void Dispose()
    {
        try
        {
            _folder.Delete(recursive: true);
        }
        catch (IOException)
        {
            // A program that had to be killed may still hold a file: better a leftover in the temporary folder than a failed test.
        }
    }
}
