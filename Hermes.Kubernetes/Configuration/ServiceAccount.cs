namespace Hermes.Kubernetes.Configuration;

/// <summary>What the kubelet gives a pod: the API server's address in the environment, and files that it keeps fresh.</summary>
internal sealed class ServiceAccount(Func<string, string?> environment, string directory)
{
    public const string DefaultDirectory = "/var/run/secrets/kubernetes.io/serviceaccount";

    /// <returns>The configuration; null outside a pod, or in one without a service account token.</returns>
    public ClusterConfiguration? TryLoad()
    {
        var token = Path.Combine(directory, "token");
        if (environment("KUBERNETES_SERVICE_HOST") is not { Length: > 0 } host
            || environment("KUBERNETES_SERVICE_PORT") is not { Length: > 0 } port
            || !File.Exists(token))
        {
            return null;
        }

        // An IPv6 address goes into brackets.
        var authority = host.Contains(':', StringComparison.Ordinal) ? $"[{host}]:{port}" : $"{host}:{port}";
        if (!Uri.TryCreate($"https://{authority}", UriKind.Absolute, out var server))
        {
            throw new ClusterConfigurationException($"KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT are no address: {authority}");
        }

        return new ClusterConfiguration
        {
            Server = server,
            CertificateAuthority = PemSource.FromFile(Path.Combine(directory, "ca.crt")),
            TokenFile = token,
            UseEnvironmentProxy = false,
            Namespace = Namespace(),
            Origin = "the pod's service account",
        };
    }

    private string Namespace()
    {
        var file = Path.Combine(directory, "namespace");
        return File.Exists(file) && File.ReadAllText(file).Trim() is { Length: > 0 } text ? text : "default";
    }
}
