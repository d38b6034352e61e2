using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds.Rules;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Kinds.Events;

/// <summary>Rules of events. The real server checks both versions in the core group's form, and names its fields.</summary>
internal static class EventRules
{
    private const int MostCharacters = 128;
    private const int MostNoteCharacters = 1024;

    public static IEnumerable<FieldError> Core(JsonObject value, JsonObject? old)
    {
        var faults = new FaultList();
        Common(faults, value, "reportingComponent");
        return faults.All;
    }

    public static IEnumerable<FieldError> Grouped(JsonObject value, JsonObject? old)
    {
        var faults = new FaultList();
        var core = EventConversion.ToCore(value.DeepClone().AsObject());
        Common(faults, core, "reportingController");
        if (old is null || !JsonNode.DeepEquals(value["series"], old["series"]))
        {
            Series(faults, core);
        }

        if (old is null)
        {
            Created(faults, core);
        }
        else
        {
            Unchanged(faults, core, EventConversion.ToCore(old.DeepClone().AsObject()));
        }

        return faults.All;
    }

    private static void Common(FaultList faults, JsonObject value, string controllerField)
    {
        var ns = value.TextAt("metadata", "namespace") ?? "";
        var regarding = value.TextAt("involvedObject", "namespace") ?? "";
        var isNew = value["eventTime"] is not null;
        var mismatch = isNew
            ? regarding.Length == 0 && ns is not ("default" or "kube-system")
            : regarding.Length == 0 ? ns is not ("" or "default") : regarding != ns;
        if (mismatch)
        {
            faults.Invalid("involvedObject.namespace", regarding, "does not match event.namespace");
        }

        if (!isNew)
        {
            return;
        }

        var controller = value.TextAt("reportingComponent") ?? "";
        if (controller.Length == 0)
        {
            faults.Required(controllerField);
        }

        faults.Each(controllerField, controller, Names.Qualified(controller));
        foreach (var name in (string[])["reportingInstance", "action", "reason"])
        {
            var text = value.TextAt(name) ?? "";
            if (text.Length == 0)
            {
                faults.Required(name);
            }

            AtMost(name, text, MostCharacters);
        }

        AtMost("message", value.TextAt("message") ?? "", MostNoteCharacters);

        void AtMost(string field, string text, int most)
        {
            if (System.Text.Encoding.UTF8.GetByteCount(text) > most)
            {
                faults.Invalid(field, "", $"can have at most {most} characters");
            }
        }
    }

    private static void Series(FaultList faults, JsonObject value)
    {
        if (value.ObjectAt("series") is not { } series)
        {
            return;
        }

        if ((series.IntegerAt("count") ?? 0) < 2)
        {
            faults.Invalid("series.count", "", "should be at least 2");
        }

        if (series["lastObservedTime"] is null)
        {
            faults.Required("series.lastObservedTime");
        }
    }

    private static void Created(FaultList faults, JsonObject value)
    {
        if (value["eventTime"] is null)
        {
            faults.Required("eventTime");
        }

        if (value.TextAt("type") is not ("Normal" or "Warning"))
        {
            faults.Invalid("type", "", $"has invalid value: {value.TextAt("type")}");
        }

        foreach (var name in (string[])["firstTimestamp", "lastTimestamp", "count"])
        {
            if (value[name] is not null)
            {
                faults.Invalid(name, "", "needs to be unset");
            }
        }

        if ((value.ObjectAt("source")?.Count ?? 0) > 0)
        {
            faults.Invalid("source", "", "needs to be unset");
        }
    }

    private static void Unchanged(FaultList faults, JsonObject value, JsonObject old)
    {
        foreach (var name in (string[])
            [
                "involvedObject", "reason", "message", "source", "firstTimestamp", "lastTimestamp", "count", "type", "eventTime", "action",
                "related", "reportingComponent", "reportingInstance",
            ])
        {
            if (!JsonNode.DeepEquals(value[name], old[name]))
            {
                faults.Invalid(name == "reportingComponent" ? "reportingController" : name, value[name], "field is immutable");
            }
        }
    }
}
