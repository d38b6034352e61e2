using Hermes.DevCluster.Schemas;
using static Hermes.DevCluster.Kinds.SchemaBuilder;

namespace Hermes.DevCluster.Kinds.Events;

/// <summary>Events as the core group and as events.k8s.io write them.</summary>
internal static class EventSchema
{
    private static readonly Schema Source = Obj(("component", Str), ("host", Str));

    private static readonly Schema Series = Obj(("count", Int), ("lastObservedTime", MicroTime));

    public static Schema Core { get; } = Kind(
        ("involvedObject", SelectorSchema.ObjectReference.Always()),
        ("reason", Str),
        ("message", Str),
        ("source", Source.Always()),
        ("firstTimestamp", Time.Written()),
        ("lastTimestamp", Time.Written()),
        ("count", Int),
        ("type", Str),
        ("eventTime", MicroTime.Written()),
        ("series", Series),
        ("action", Str),
        ("related", SelectorSchema.ObjectReference),
        ("reportingComponent", Str.Kept().DefaultsTo("").Written()),
        ("reportingInstance", Str.Kept().DefaultsTo("").Written())).Require("metadata", "involvedObject");

    public static Schema Grouped { get; } = Kind(
        ("eventTime", MicroTime.Written()),
        ("series", Series),
        ("reportingController", Str),
        ("reportingInstance", Str),
        ("action", Str),
        ("reason", Str),
        ("regarding", SelectorSchema.ObjectReference.Always()),
        ("related", SelectorSchema.ObjectReference),
        ("note", Str),
        ("type", Str),
        ("deprecatedSource", Source.Always()),
        ("deprecatedFirstTimestamp", Time.Written()),
        ("deprecatedLastTimestamp", Time.Written()),
        ("deprecatedCount", Int)).Require("eventTime");
}
