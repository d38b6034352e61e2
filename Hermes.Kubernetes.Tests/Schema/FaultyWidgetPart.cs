using Hermes.Kubernetes.Entities;

namespace Hermes.Kubernetes.Tests.Schema;

internal sealed record FaultyWidgetPart
{
    [Length(maxLength: 1)]
    public string? Name { get; init; }

    public FaultyWidgetPart? Child { get; init; }
}
