namespace Hermes.Clusters.EnvTest;

/// <summary>The command lines of a control plane that listens on loopback only.</summary>
internal static class ControlPlaneArguments
{
    public static IReadOnlyList<string> Etcd(ControlPlaneFolder folder, int port) =>
    [
        $"--data-dir={folder.Data}",
        $"--listen-client-urls=http://127.0.0.1:{port}",
        $"--advertise-client-urls=http://127.0.0.1:{port}",
        // Nobody peers with it: any port.
        "--listen-peer-urls=http://127.0.0.1:0",
        // What is lost in a crash here is a test that has failed anyway.
        "--unsafe-no-fsync",
        "--log-level=warn",
    ];

    public static IReadOnlyList<string> ApiServer(ControlPlaneFolder folder, int port, int etcdPort, bool hasControllerManager)
    {
        List<string> arguments =
        [
            $"--etcd-servers=http://127.0.0.1:{etcdPort}",
            "--bind-address=127.0.0.1",
            "--advertise-address=127.0.0.1",
            // A loopback address is no valid endpoint of the kubernetes Service, so none is published.
            "--endpoint-reconciler-type=none",
            $"--secure-port={port}",
            $"--cert-dir={folder.Certificates}",
            $"--tls-cert-file={folder.ServerCertificate}",
            $"--tls-private-key-file={folder.ServerKey}",
            $"--client-ca-file={folder.AuthorityCertificate}",
            "--service-account-issuer=https://kubernetes.default.svc",
            $"--service-account-key-file={folder.ServiceAccountPublicKey}",
            $"--service-account-signing-key-file={folder.ServiceAccountPrivateKey}",
            // Room for 65,000 Services: with the usual /24 a benchmark's 255th is refused.
            "--service-cluster-ip-range=10.0.0.0/16",
            "--authorization-mode=RBAC",
            "--allow-privileged=true",
        ];
        if (!hasControllerManager)
        {
            // Nobody makes the namespaces' default service accounts, which this plugin insists on for pods.
            arguments.Add("--disable-admission-plugins=ServiceAccount");
        }

        return arguments;
    }

    public static IReadOnlyList<string> ControllerManager(ControlPlaneFolder folder, int port) =>
    [
        $"--kubeconfig={folder.Kubeconfig}",
        $"--authentication-kubeconfig={folder.Kubeconfig}",
        $"--authorization-kubeconfig={folder.Kubeconfig}",
        "--bind-address=127.0.0.1",
        $"--secure-port={port}",
        $"--tls-cert-file={folder.ServerCertificate}",
        $"--tls-private-key-file={folder.ServerKey}",
        $"--root-ca-file={folder.AuthorityCertificate}",
        $"--service-account-private-key-file={folder.ServiceAccountPrivateKey}",
        "--use-service-account-credentials=true",
        "--leader-elect=false",
    ];
}
