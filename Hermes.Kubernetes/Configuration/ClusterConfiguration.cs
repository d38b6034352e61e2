namespace Hermes.Kubernetes.Configuration;

/// <summary>How to reach a cluster and as whom. Holds secrets: it prints only the server.</summary>
public sealed record ClusterConfiguration
{
    /// <summary>The API server, such as <c>https://10.0.0.1:6443</c>; a path is kept as a prefix.</summary>
    public required Uri Server { get; init; }

    /// <summary>
    /// The authorities that may vouch for the server, a self-signed root among them; null (default) for those of the system.
    /// </summary>
    public PemSource? CertificateAuthority { get; init; }

    /// <summary>
    /// The name that the server's certificate must carry; null (default) for the host of <see cref="Server"/>. It is sent as SNI and, unlike
    /// by client-go, as the Host header too: the platform's handler takes all three from one place. A proxy that routes by that header has
    /// to know this name.
    /// </summary>
    public string? TlsServerName { get; init; }

    /// <summary>Whether any server certificate is taken. Default: false. For experiments only.</summary>
    public bool InsecureSkipTlsVerify { get; init; }

    /// <summary>The client certificate; null (default) for none.</summary>
    public PemSource? ClientCertificate { get; init; }

    /// <summary>The private key of <see cref="ClientCertificate"/>.</summary>
    public PemSource? ClientKey { get; init; }

    /// <summary>The bearer token; null (default) for none. <see cref="TokenFile"/> wins over it.</summary>
    public string? Token { get; init; }

    /// <summary>A file with the bearer token, read again as it is rotated; null (default) for none.</summary>
    public string? TokenFile { get; init; }

    /// <summary>A program that issues the bearer token; null (default) for none.</summary>
    public ExecCredential? Exec { get; init; }

    /// <summary>Whom to act as; null (default) for oneself.</summary>
    public Impersonation? Impersonation { get; init; }

    /// <summary>A proxy (http, https or socks5); null (default) for the environment's.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>
    /// Whether <c>HTTPS_PROXY</c> and <c>NO_PROXY</c> apply where <see cref="Proxy"/> is null. Default: true; false inside a pod, where the
    /// API server is always reached directly.
    /// </summary>
    public bool UseEnvironmentProxy { get; init; } = true;

    /// <summary>The namespace of the context or of the pod. Default: <c>default</c>.</summary>
    public string Namespace { get; init; } = "default";

    /// <summary>Where this was found, for people: <c>the pod's service account</c>, or a file and its context.</summary>
    public string Origin { get; init; } = "code";

    /// <summary>
    /// Finds the cluster: an explicit kubeconfig; else, inside a pod, its service account; else the files of <c>KUBECONFIG</c>; else
    /// <c>~/.kube/config</c>.
    /// </summary>
    /// <param name="kubeconfig">A kubeconfig file; null (default) to search.</param>
    /// <param name="context">A context of the kubeconfig; null (default) for its current one. Naming one rules the service account out.</param>
    /// <exception cref="ClusterConfigurationException">
    /// There is none, or it is at fault or asks for what is not supported: one line that names file and field.
    /// </exception>
    public static ClusterConfiguration Load(string? kubeconfig = null, string? context = null) =>
        new ClusterConfigurationLoader(Environment.GetEnvironmentVariable).Load(kubeconfig, context);

    /// <summary>The server and the origin: never a secret.</summary>
    public override string ToString() => $"{Server} ({Origin})";
}
