using Hermes.Operator.Entities;
using k8s.Models;

namespace Hermes.Operator.Children;

internal static class IngressBuilder
{
    public const string ClusterIssuerAnnotation = "cert-manager.io/cluster-issuer";

    public static V1Ingress? Build(HermesApp app, ChildDecisions decisions)
    {
        if (app.Spec.Ingress is not { } ingress || decisions.Hosts.Count == 0)
        {
            return null;
        }

        var service = decisions.ThroughInterceptor ? ChildNames.InterceptorService(app) : ChildNames.Service(app);
        return new V1Ingress
        {
            ApiVersion = "networking.k8s.io/v1",
            Kind = V1Ingress.KubeKind,
            Metadata = ChildMetadata.For(app, ChildNames.Ingress(app), Annotations(ingress)),
            Spec = new V1IngressSpec
            {
                IngressClassName = ingress.ClassName,
                Rules = [.. decisions.Hosts.Select(host => Rule(host, ingress, service))],
                Tls = ingress.Tls is { } tls ? [Tls(tls, app, decisions.Hosts)] : null,
            },
        };
    }

    private static IEnumerable<KeyValuePair<string, string>> Annotations(IngressSettings ingress)
    {
        IEnumerable<KeyValuePair<string, string>> annotations = ingress.Annotations ?? new Dictionary<string, string>();
        return ingress.Tls?.ClusterIssuer is { } issuer ? annotations.Append(new(ClusterIssuerAnnotation, issuer)) : annotations;
    }

    private static V1IngressRule Rule(string host, IngressSettings ingress, string service) => new()
    {
        Host = host,
        Http = new V1HTTPIngressRuleValue
        {
            Paths =
            [
                new V1HTTPIngressPath
                {
                    Path = ingress.Path ?? Defaults.IngressPath,
                    PathType = ingress.PathType ?? Defaults.IngressPathType,
                    Backend = new V1IngressBackend
                    {
                        Service = new V1IngressServiceBackend
                        {
                            Name = service,
                            Port = new V1ServiceBackendPort { Name = ChildNames.Port },
                        },
                    },
                },
            ],
        },
    };

    private static V1IngressTLS Tls(IngressTls tls, HermesApp app, IReadOnlyList<string> hosts) => new()
    {
        Hosts = [.. hosts],
        SecretName = tls.ClusterIssuer is null ? tls.SecretName : ChildNames.TlsSecret(app),
    };
}
