using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Hermes.DevCluster.Hosting;

/// <summary>Kubeconfigs for this server.</summary>
internal static class KubeconfigText
{
    /// <summary>A kubeconfig's YAML.</summary>
    /// <param name="server">Where the server listens.</param>
    /// <param name="authority">The authority's certificate.</param>
    /// <param name="user">The user's name in the file.</param>
    /// <param name="token">The user's bearer token.</param>
    /// <param name="certificate">The user's certificate with its key; null for the token alone.</param>
    public static string Write(Uri server, string authority, string user, string token, X509Certificate2? certificate)
    {
        var text = new StringBuilder();
        text.Append(
            $"""
            apiVersion: v1
            kind: Config
            clusters:
            - name: devcluster
              cluster:
                server: {server.GetLeftPart(UriPartial.Authority)}
                certificate-authority-data: {Base64(authority)}
            contexts:
            - name: devcluster
              context:
                cluster: devcluster
                user: "{user}"
            current-context: devcluster
            users:
            - name: "{user}"
              user:
                token: {token}

            """);
        if (certificate is not null)
        {
            using var key = certificate.GetECDsaPrivateKey();
            text.Append(
                $"""
                    client-certificate-data: {Base64(certificate.ExportCertificatePem())}
                    client-key-data: {Base64(key!.ExportPkcs8PrivateKeyPem())}

                """);
        }

        return text.ToString();
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.ASCII.GetBytes(text));
}
