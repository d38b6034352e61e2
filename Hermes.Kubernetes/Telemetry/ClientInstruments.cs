using System.Diagnostics.Metrics;
using System.Globalization;

namespace Hermes.Kubernetes.Telemetry;

/// <summary>What the resource client and the watches report.</summary>
internal static class ClientInstruments
{
    private static readonly Counter<long> Requests = RuntimeTelemetry.Meter.CreateCounter<long>(
        "hermes.client.request.count", "{request}", "API calls by verb, kind and HTTP status.");

    private static readonly Histogram<double> Duration = RuntimeTelemetry.Meter.CreateHistogram(
        "hermes.client.request.duration", "s", "How long API calls took until their answer began, by verb, kind and HTTP status.", [], DurationBuckets.Seconds);

    private static readonly Counter<long> WatchEnds = RuntimeTelemetry.Meter.CreateCounter<long>(
        "hermes.client.watch.end.count", "{watch}", "Watches that ended, by kind and reason: ended, refused or broken.");

    private static readonly Counter<long> UnreadableObjects = RuntimeTelemetry.Meter.CreateCounter<long>(
        "hermes.client.object.unreadable.count", "{object}", "Objects in lists and watches that their type's contract cannot read, by kind.");

    /// <param name="verb">get, list, watch, create, apply, patch or delete.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="code">The HTTP status; null where no answer came.</param>
    /// <param name="duration">How long it took.</param>
    public static void Called(string verb, string kind, int? code, TimeSpan duration)
    {
        var verbTag = new KeyValuePair<string, object?>("verb", verb);
        var kindTag = new KeyValuePair<string, object?>("kind", kind);
        var codeTag = new KeyValuePair<string, object?>("code", code is null ? "none" : code.Value.ToString(CultureInfo.InvariantCulture));
        Requests.Add(1, verbTag, kindTag, codeTag);
        Duration.Record(duration.TotalSeconds, verbTag, kindTag, codeTag);
    }

    public static void Unreadable(string kind) => UnreadableObjects.Add(1, new KeyValuePair<string, object?>("kind", kind));

    public static void WatchEnded(string kind, string reason) =>
        WatchEnds.Add(1, new("kind", kind), new KeyValuePair<string, object?>("reason", reason));
}
