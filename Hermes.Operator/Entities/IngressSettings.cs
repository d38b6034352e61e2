using Hermes.Kubernetes.Entities;

namespace Hermes.Operator.Entities;

[Description("HTTP routing from outside the cluster.")]
internal sealed record IngressSettings
{
    [Description("Host names that lead to the app: lower-case DNS names with a dot.")]
    [Required]
    [ListType("set")]
    [Items(1, Bounds.Hosts)]
    [Length(1, Bounds.ObjectName)]
    [Pattern(Patterns.Host)]
    [ValidationRule("self.all(h, !h.endsWith('.svc') && !h.endsWith('.cluster.local'))", Message = "must not be names of the cluster itself")]
    [ValidationRule("self.all(h, !h.matches('^[^.]*-interceptor[.][^.]+$'))", Message = "must not be names of apps' interceptors, as NAME-interceptor.NAMESPACE is")]
    public IReadOnlyList<string>? Hosts { get; init; }

    [Description("The path that leads to the app.")]
    [DefaultValue(Defaults.IngressPath)]
    [Length(1, Bounds.Path)]
    [Pattern(Patterns.AbsolutePath)]
    public string? Path { get; init; }

    [Description("How the path is matched.")]
    [DefaultValue(Defaults.IngressPathType)]
    [AllowedValues("Prefix", "Exact", "ImplementationSpecific")]
    public string? PathType { get; init; }

    [Description("The IngressClass. Unset: the cluster's default.")]
    [Length(1, Bounds.ObjectName)]
    [Pattern(Patterns.ObjectName)]
    public string? ClassName { get; init; }

    [Description("HTTPS for all hosts. Unset: HTTP only.")]
    public IngressTls? Tls { get; init; }

    [Description("Annotations of the Ingress.")]
    [Items(maxItems: Bounds.Annotations)]
    [Length(maxLength: Bounds.Annotation)]
    public IReadOnlyDictionary<string, string>? Annotations { get; init; }
}
