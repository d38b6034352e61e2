using Hermes.Kubernetes.Entities;

namespace Hermes.Operator.Entities;

[Description("A field of the pod.")]
internal sealed record FieldReference
{
    [Description("The version of the pod's schema. Default: v1.")]
    [AllowedValues("v1")]
    public string? ApiVersion { get; init; }

    [Description("The field, such as metadata.name or status.podIP.")]
    [Required]
    [Length(1, Bounds.Path)]
    public string? FieldPath { get; init; }
}
