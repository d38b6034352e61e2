using Hermes.Kubernetes.Entities;
using k8s.Models;

namespace Hermes.Operator.Entities;

[Description("A resource of the app's container.")]
internal sealed record ResourceFieldReference
{
    [Description("The container. Default: app, the only one.")]
    [AllowedValues("app")]
    public string? ContainerName { get; init; }

    [Description("The resource, such as limits.cpu or requests.memory.")]
    [Required]
    [Length(1, Bounds.ObjectName)]
    public string? Resource { get; init; }

    [Description("The unit that the value is given in. Default: 1.")]
    [Length(1, Bounds.Quantity)]
    [Pattern(Patterns.Quantity)]
    public IntOrString? Divisor { get; init; }
}
