using Hermes.Kubernetes.Entities;

namespace Hermes.Operator.Entities;

[Description("A key of a ConfigMap or Secret in the app's namespace.")]
internal sealed record KeyReference
{
    [Description("The object's name.")]
    [Required]
    [Length(1, Bounds.ObjectName)]
    [Pattern(Patterns.ObjectName)]
    public string? Name { get; init; }

    [Description("The key.")]
    [Required]
    [Length(1, Bounds.ObjectName)]
    [Pattern(Patterns.Key)]
    public string? Key { get; init; }

    [Description("Whether pods start without the object or the key.")]
    public bool? Optional { get; init; }
}
