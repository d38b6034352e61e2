using static Hermes.DevCluster.Kinds.SchemaBuilder;

namespace Hermes.DevCluster.Kinds.Events;

/// <summary>Events, in both groups that serve them.</summary>
internal static class EventKinds
{
    public static IReadOnlyList<KindRow> Rows { get; } =
    [
        new() { Group = "", Version = "v1", Kind = "Event", Plural = "events", ShortNames = ["ev"], HasGeneration = false, StorageKey = "events", Schema = AnyKind },
        new() { Group = "events.k8s.io", Version = "v1", Kind = "Event", Plural = "events", ShortNames = ["ev"], HasGeneration = false, StorageKey = "events", Schema = AnyKind },
    ];
}
