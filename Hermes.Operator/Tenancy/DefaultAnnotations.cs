namespace Hermes.Operator.Tenancy;

/// <summary>
/// The annotations that an app may set unless the operator's options say otherwise: those that change nothing beyond the app. Not among
/// them are those that name hosts, other objects, files or configuration, nor those that choose a load balancer.
/// </summary>
internal static class DefaultAnnotations
{
    private const string Nginx = "nginx.ingress.kubernetes.io/";

    public static readonly string[] Ingress =
    [
        $"{Nginx}backend-protocol",
        $"{Nginx}client-body-buffer-size",
        $"{Nginx}cors-*",
        $"{Nginx}enable-cors",
        $"{Nginx}force-ssl-redirect",
        $"{Nginx}limit-*",
        $"{Nginx}proxy-body-size",
        $"{Nginx}proxy-buffer-size",
        $"{Nginx}proxy-buffering",
        $"{Nginx}proxy-connect-timeout",
        $"{Nginx}proxy-read-timeout",
        $"{Nginx}proxy-send-timeout",
        $"{Nginx}ssl-redirect",
        $"{Nginx}whitelist-source-range",
        "cert-manager.io/duration",
        "cert-manager.io/renew-before",
    ];

    public static readonly string[] Service = ["prometheus.io/*", "service.kubernetes.io/topology-mode"];
}
