namespace Hermes.Kubernetes.Configuration;

/// <summary>The <c>cluster</c> of a kubeconfig: where the server is, and how one knows it.</summary>
internal static class KubeconfigCluster
{
    public static Uri Server(KubeconfigNode cluster) =>
        Uri.TryCreate(cluster.Required("server"), UriKind.Absolute, out var server) && server.Scheme is "https" or "http"
            ? server
            : throw cluster.Fault("server", "must be an https address");

    public static ClusterConfiguration Apply(KubeconfigNode cluster, ClusterConfiguration configuration)
    {
        var insecure = cluster.Flag("insecure-skip-tls-verify");
        var authority = cluster.Pem("certificate-authority");
        if (insecure && authority is not null)
        {
            throw cluster.Fault("insecure-skip-tls-verify", "makes no sense with a certificate-authority: remove one of them");
        }

        return configuration with
        {
            CertificateAuthority = authority,
            InsecureSkipTlsVerify = insecure,
            TlsServerName = cluster.Text("tls-server-name"),
            Proxy = Proxy(cluster),
        };
    }

    private static Uri? Proxy(KubeconfigNode cluster)
    {
        const string field = "proxy-url";
        if (cluster.Text(field) is not { } text)
        {
            return null;
        }

        return Uri.TryCreate(text, UriKind.Absolute, out var proxy) && proxy.Scheme is "http" or "https" or "socks5"
            ? proxy
            : throw cluster.Fault(field, "must be an http, https or socks5 address");
    }
}
