using Hermes.DevCluster.Tables;

namespace Hermes.DevCluster.Kinds.Events;

/// <summary>Events, in both groups that serve them.</summary>
internal static class EventKinds
{
    private static readonly string[] Fields =
    [
        "involvedObject.kind", "involvedObject.namespace", "involvedObject.name", "involvedObject.uid", "involvedObject.apiVersion",
        "involvedObject.resourceVersion", "involvedObject.fieldPath", "reason", "reportingComponent", "source", "type",
    ];

    public static IReadOnlyList<KindRow> Rows { get; } =
    [
        new()
        {
            Group = "",
            Version = "v1",
            Kind = "Event",
            Plural = "events",
            ShortNames = ["ev"],
            HasGeneration = false,
            StorageKey = "events",
            Schema = EventSchema.Core,
            Default = EventConversion.NullTimes,
            Validate = EventRules.Core,
            SelectableFields = Fields,
            Columns = EventColumns.Event,
        },
        new()
        {
            Group = "events.k8s.io",
            Version = "v1",
            Kind = "Event",
            Plural = "events",
            ShortNames = ["ev"],
            HasGeneration = false,
            StorageKey = "events",
            ToStored = EventConversion.ToCore,
            FromStored = EventConversion.ToGrouped,
            Schema = EventSchema.Grouped,
            Default = EventConversion.NullGroupedTimes,
            Validate = EventRules.Grouped,
            SelectableFields = ["regarding.kind", "regarding.namespace", "regarding.name", "regarding.uid", "reason", "reportingController", "type"],
            Columns = EventColumns.Event,
        },
    ];
}
