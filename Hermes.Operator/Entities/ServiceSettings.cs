using Hermes.Kubernetes.Entities;

namespace Hermes.Operator.Entities;

[Description("The Service in front of the pods.")]
internal sealed record ServiceSettings
{
    [Description("How the Service is reached.")]
    [DefaultValue(Defaults.ServiceType)]
    [AllowedValues("ClusterIP", "NodePort", "LoadBalancer")]
    public string? Type { get; init; }

    [Description("The Service's port. Default: the app's.")]
    [RangeMinimum(1)]
    [RangeMaximum(Bounds.MaxPort)]
    public int? Port { get; init; }

    [Description("Annotations of the Service.")]
    [Items(maxItems: Bounds.Annotations)]
    [Length(maxLength: Bounds.Annotation)]
    public IReadOnlyDictionary<string, string>? Annotations { get; init; }
}
