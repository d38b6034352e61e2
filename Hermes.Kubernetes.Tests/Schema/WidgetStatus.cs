using Hermes.Kubernetes.Entities;
using k8s.Models;

namespace Hermes.Kubernetes.Tests.Schema;

internal sealed record WidgetStatus
{
    public int? Replicas { get; init; }

    [Length(maxLength: 256)]
    public string? Selector { get; init; }

    [ListType("map", "type")]
    [Items(maxItems: 8)]
    public IReadOnlyList<V1Condition>? Conditions { get; init; }
}
