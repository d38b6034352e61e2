using System.Text.Json.Nodes;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Requests;

/// <summary>The <c>Status</c> object that answers a refusal, or a delete.</summary>
internal static class StatusObject
{
    /// <summary>The Status of a refusal.</summary>
    public static JsonObject Failure(ApiException refusal)
    {
        var metadata = new JsonObject();
        if (refusal.Continue is not null)
        {
            metadata["continue"] = refusal.Continue;
        }

        var status = new JsonObject
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["metadata"] = metadata,
            ["status"] = "Failure",
            ["message"] = refusal.Message,
        };
        if (refusal.Reason.Length > 0)
        {
            status["reason"] = refusal.Reason;
        }

        if (Details(refusal) is { } details)
        {
            status["details"] = details;
        }

        status["code"] = refusal.Code;
        return status;
    }

    /// <summary>The Status of an object that is gone.</summary>
    public static JsonObject Deleted(string name, string group, string plural, string uid)
    {
        var details = new JsonObject { ["name"] = name };
        Add(details, "group", group);
        details["kind"] = plural;
        details["uid"] = uid;
        return new JsonObject
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject(),
            ["status"] = "Success",
            ["details"] = details,
        };
    }

    private static JsonObject? Details(ApiException refusal)
    {
        var details = new JsonObject();
        Add(details, "name", refusal.Name);
        Add(details, "group", refusal.Group);
        Add(details, "kind", refusal.Kind);
        Add(details, "uid", refusal.Uid);
        if (refusal.Causes.Count > 0)
        {
            details["causes"] = new JsonArray([.. refusal.Causes.Select(Cause)]);
        }

        if (refusal.RetryAfterSeconds is { } seconds)
        {
            details["retryAfterSeconds"] = seconds;
        }

        return details.Count > 0 || refusal.HasDetails ? details : null;
    }

    private static JsonObject Cause(FieldError cause)
    {
        var json = new JsonObject { ["reason"] = cause.Reason, ["message"] = cause.Message };
        Add(json, "field", cause.Field);
        return json;
    }

    private static void Add(JsonObject json, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            json[name] = value;
        }
    }
}
