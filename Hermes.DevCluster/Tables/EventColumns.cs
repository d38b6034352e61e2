using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds;
using static Hermes.DevCluster.Tables.CommonColumns;

namespace Hermes.DevCluster.Tables;

/// <summary>Columns of events, in either group's form.</summary>
internal static class EventColumns
{
    public static IReadOnlyList<PrinterColumn> Event { get; } =
    [
        new("Last Seen", "date", LastSeen),
        Text("Type", static value => value.TextAt("type") ?? ""),
        Text("Reason", static value => value.TextAt("reason") ?? ""),
        Text("Object", Subject),
        Wide("Subobject", static value => Regarding(value).TextAt("fieldPath") ?? ""),
        Wide("Source", Source),
        Text("Message", static value => (value.TextAt("message") ?? value.TextAt("note") ?? "").Trim()),
        new("First Seen", "date", FirstSeen) { Priority = 1 },
        new("Count", "string", static value =>
            value.IntegerAt("series", "count") ?? value.IntegerAt("count") ?? value.IntegerAt("deprecatedCount") ?? 1) { Priority = 1 },
        new("Name", "string", static value => value.At("metadata", "name")) { Format = "name", Priority = 1 },
    ];

    private static JsonNode? FirstSeen(JsonObject value) =>
        value["firstTimestamp"] ?? value["deprecatedFirstTimestamp"] ?? value["eventTime"];

    private static JsonNode? LastSeen(JsonObject value) =>
        value.At("series", "lastObservedTime") ?? value["lastTimestamp"] ?? value["deprecatedLastTimestamp"] ?? FirstSeen(value);

    private static JsonObject? Regarding(JsonObject value) => value.ObjectAt("involvedObject") ?? value.ObjectAt("regarding");

    private static string Subject(JsonObject value)
    {
        var kind = (Regarding(value).TextAt("kind") ?? "").ToLowerInvariant();
        return Regarding(value).TextAt("name") is { Length: > 0 } name ? $"{kind}/{name}" : kind;
    }

    private static string Source(JsonObject value)
    {
        var component = value.TextAt("source", "component") ?? value.TextAt("deprecatedSource", "component")
            ?? value.TextAt("reportingComponent") ?? value.TextAt("reportingController") ?? "";
        var instance = value.TextAt("source", "host") ?? value.TextAt("deprecatedSource", "host") ?? value.TextAt("reportingInstance") ?? "";
        return instance.Length == 0 ? component : $"{component}, {instance}";
    }
}
