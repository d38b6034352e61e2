using System.Text.Json.Nodes;

namespace Hermes.DevCluster.Kinds.Events;

/// <summary>Events are stored as the core group writes them; events.k8s.io names some fields otherwise.</summary>
internal static class EventConversion
{
    private static readonly (string Grouped, string Core)[] Names =
    [
        ("regarding", "involvedObject"),
        ("note", "message"),
        ("reportingController", "reportingComponent"),
        ("deprecatedSource", "source"),
        ("deprecatedFirstTimestamp", "firstTimestamp"),
        ("deprecatedLastTimestamp", "lastTimestamp"),
        ("deprecatedCount", "count"),
    ];

    public static JsonObject ToCore(JsonObject value)
    {
        foreach (var (grouped, core) in Names)
        {
            Rename(value, grouped, core);
        }

        value["apiVersion"] = "v1";
        NullTimes(value);
        return value;
    }

    public static JsonObject ToGrouped(JsonObject value)
    {
        foreach (var (grouped, core) in Names)
        {
            Rename(value, core, grouped);
        }

        if (value.TextAt("reportingController") is "")
        {
            value.Remove("reportingController");
        }

        if (value.TextAt("reportingInstance") is "")
        {
            value.Remove("reportingInstance");
        }

        value["apiVersion"] = "events.k8s.io/v1";
        NullGroupedTimes(value);
        return value;
    }

    /// <summary>Go writes times without <c>omitempty</c> as null where they are not set.</summary>
    public static void NullTimes(JsonObject value) => Null(value, "firstTimestamp", "lastTimestamp", "eventTime");

    /// <summary>The same for events.k8s.io.</summary>
    public static void NullGroupedTimes(JsonObject value) =>
        Null(value, "eventTime", "deprecatedFirstTimestamp", "deprecatedLastTimestamp");

    private static void Null(JsonObject value, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (!value.ContainsKey(name))
            {
                value[name] = null;
            }
        }
    }

    private static void Rename(JsonObject value, string from, string to)
    {
        if (value.TryGetPropertyValue(from, out var field))
        {
            value.Remove(from);
            value[to] = field;
        }
    }
}
