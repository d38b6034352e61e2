using Hermes.Kubernetes.Entities;

namespace Hermes.Operator.Entities;

[Description("A reference to a Secret in the app's namespace.")]
internal sealed record ImagePullSecret
{
    [Description("The Secret's name.")]
    [Required]
    [Length(1, Bounds.ObjectName)]
    [Pattern(Patterns.ObjectName)]
    public string? Name { get; init; }
}
