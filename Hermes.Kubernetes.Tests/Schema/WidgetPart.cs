using Hermes.Kubernetes.Entities;

namespace Hermes.Kubernetes.Tests.Schema;

[Description("A part.")]
[ValidationRule("self.name != 'none'")]
internal sealed record WidgetPart
{
    [Length(maxLength: 63)]
    public required string Name { get; init; }
}
