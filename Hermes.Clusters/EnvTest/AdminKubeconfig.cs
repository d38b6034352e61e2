using System.Text;

namespace Hermes.Clusters.EnvTest;

/// <summary>A kubeconfig with a client certificate, everything inline.</summary>
internal static class AdminKubeconfig
{
    public static string Yaml(Uri server, string authorityCertificate, IssuedCertificate client) => $"""
        apiVersion: v1
        kind: Config
        current-context: envtest
        clusters:
        - name: envtest
          cluster:
            server: {server.GetLeftPart(UriPartial.Authority)}
            certificate-authority-data: {Base64(authorityCertificate)}
        users:
        - name: admin
          user:
            client-certificate-data: {Base64(client.Certificate)}
            client-key-data: {Base64(client.Key)}
        contexts:
        - name: envtest
          context:
            cluster: envtest
            user: admin

        """;

    private static string Base64(string pem) => Convert.ToBase64String(Encoding.ASCII.GetBytes(pem));
}
