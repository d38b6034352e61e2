using Hermes.Kubernetes.Entities;

namespace Hermes.Operator.Entities;

[Description("HTTPS: with a certificate of your own, with one that cert-manager gets, or, where neither is named, the ingress controller's default.")]
[ValidationRule("!(has(self.secretName) && has(self.clusterIssuer))", Message = "secretName and clusterIssuer exclude each other")]
internal sealed record IngressTls
{
    [Description("A Secret of type kubernetes.io/tls in the app's namespace.")]
    [Length(1, Bounds.ObjectName)]
    [Pattern(Patterns.ObjectName)]
    public string? SecretName { get; init; }

    [Description("The ClusterIssuer by which cert-manager gets the certificate.")]
    [Length(1, Bounds.ObjectName)]
    [Pattern(Patterns.ObjectName)]
    public string? ClusterIssuer { get; init; }
}
