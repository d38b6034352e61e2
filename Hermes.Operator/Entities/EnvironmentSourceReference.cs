using Hermes.Kubernetes.Entities;

namespace Hermes.Operator.Entities;

[Description("A ConfigMap or Secret in the app's namespace.")]
internal sealed record EnvironmentSourceReference
{
    [Description("The object's name.")]
    [Required]
    [Length(1, Bounds.ObjectName)]
    [Pattern(Patterns.ObjectName)]
    public string? Name { get; init; }

    [Description("Whether pods start without the object.")]
    public bool? Optional { get; init; }
}
