using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Hermes.DevCluster.Requests;
using Hermes.DevCluster.Storage;
using Hermes.DevCluster.Tables;

namespace Hermes.DevCluster.Watching;

/// <summary>Writes the events of one watch, a line each.</summary>
internal sealed class WatchEventWriter(WatchSpec spec, TimeProvider clock)
{
    private bool _columnsTold;

    /// <summary>Writes what a change is to this watch: to one with selectors, an object that comes to match is new and one that ceases to is gone.</summary>
    /// <returns>Whether there was anything to write.</returns>
    public bool Write(IBufferWriter<byte> output, LogEntry entry)
    {
        if (entry.Object is not { } value)
        {
            return false;
        }

        var was = spec.Shows(entry.Before);
        var shown = entry.Type != ChangeType.Deleted && spec.Shows(value);
        if (shown)
        {
            Event(output, was ? "MODIFIED" : "ADDED", value);
        }
        else if (was)
        {
            // What has left a selector is shown as it last matched, with the revision of the change.
            Event(output, "DELETED", entry.Type == ChangeType.Deleted ? value : StoredObject.Freeze(entry.Before!.Copy(), entry.Revision));
        }

        return was || shown;
    }

    /// <summary>Writes an object that was there before the watch.</summary>
    public void WriteInitial(IBufferWriter<byte> output, StoredObject value) => Event(output, "ADDED", value);

    /// <summary>Writes how far the watch has come.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="revision">The revision.</param>
    /// <param name="initialEnd">Whether it ends the objects that were there before the watch.</param>
    public void WriteBookmark(IBufferWriter<byte> output, long revision, bool initialEnd)
    {
        var metadata = new JsonObject { ["resourceVersion"] = revision.ToString(CultureInfo.InvariantCulture) };
        if (initialEnd)
        {
            metadata["annotations"] = new JsonObject { ["k8s.io/initial-events-end"] = "true" };
        }

        var bookmark = spec.Form switch
        {
            AcceptedForm.Table => Table([], metadata),
            AcceptedForm.Object => new JsonObject
            {
                ["kind"] = spec.Row.Kind,
                ["apiVersion"] = Versions.ApiVersion(spec.Row),
                ["metadata"] = metadata,
            },
            _ => PartialMetadata.Of(new JsonObject { ["metadata"] = metadata }),
        };
        Event(output, "BOOKMARK", bookmark);
    }

    /// <summary>Writes why the watch ends.</summary>
    public static void WriteError(IBufferWriter<byte> output, ApiException refusal) =>
        Event(output, "ERROR", StatusObject.Failure(refusal));

    private static void Event(IBufferWriter<byte> output, string type, JsonObject value)
    {
        Begin(output, type);
        JsonText.Write(output, value);
        output.Write("}\n"u8);
    }

    private static void Begin(IBufferWriter<byte> output, string type)
    {
        output.Write("{\"type\":\""u8);
        Encoding.ASCII.GetBytes(type, output);
        output.Write("\",\"object\":"u8);
    }

    private void Event(IBufferWriter<byte> output, string type, StoredObject stored)
    {
        if (spec.Form == AcceptedForm.Object && Versions.IsIn(spec.Row, stored.Value))
        {
            Begin(output, type);
            output.Write(stored.Utf8);
            output.Write("}\n"u8);
            return;
        }

        var value = Versions.In(spec.Row, stored.Value);
        Event(output, type, spec.Form switch
        {
            AcceptedForm.Table => Table([value], null),
            AcceptedForm.Object => value,
            _ => PartialMetadata.Of(value),
        });
    }

    private JsonObject Table(IEnumerable<JsonObject> values, JsonObject? metadata)
    {
        var table = TableWriter.Write(spec.Row, values, metadata, spec.Include, clock.GetUtcNow(), columns: !_columnsTold);
        _columnsTold = true;
        return table;
    }
}
