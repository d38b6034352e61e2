using System.Text.Json.Nodes;
using Hermes.DevCluster.Storage;

namespace Hermes.DevCluster.Collection;

/// <summary>Writes <c>status.conditions</c>.</summary>
internal static class Conditions
{
    /// <summary>Sets a condition; its time moves only with its status.</summary>
    public static void Set(JsonObject value, string type, string status, string reason, string message, string time)
    {
        if (value["status"] is not JsonObject holder)
        {
            value["status"] = holder = [];
        }

        if (holder["conditions"] is not JsonArray conditions)
        {
            holder["conditions"] = conditions = [];
        }

        var condition = conditions.OfType<JsonObject>().FirstOrDefault(each => each.Text("type") == type);
        if (condition is null)
        {
            condition = new JsonObject { ["type"] = type };
            conditions.Add((JsonNode)condition);
        }

        if (condition.Text("status") != status)
        {
            condition["status"] = status;
            condition["lastTransitionTime"] = time;
        }

        condition["reason"] = reason;
        condition["message"] = message;
    }
}
