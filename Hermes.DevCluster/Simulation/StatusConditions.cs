using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds;

namespace Hermes.DevCluster.Simulation;

/// <summary>Conditions of a status. A condition's transition time moves only when its status does.</summary>
internal static class StatusConditions
{
    public static void Set(JsonObject status, string now, string type, string value, string reason, string message)
    {
        if (status["conditions"] is not JsonArray conditions)
        {
            conditions = [];
            status["conditions"] = conditions;
        }

        var condition = conditions.OfType<JsonObject>().FirstOrDefault(each => each.TextAt("type") == type);
        if (condition is null)
        {
            condition = new JsonObject { ["type"] = type };
            conditions.Add((JsonNode)condition);
        }

        if (condition.TextAt("status") != value)
        {
            condition["lastTransitionTime"] = now;
        }

        condition["status"] = value;
        Put(condition, "reason", reason);
        Put(condition, "message", message);
    }

    public static void Remove(JsonObject status, string type)
    {
        if (status["conditions"] is JsonArray conditions)
        {
            conditions.RemoveAll(condition => condition.TextAt("type") == type);
        }
    }

    private static void Put(JsonObject condition, string name, string text)
    {
        if (text.Length == 0)
        {
            condition.Remove(name);
        }
        else
        {
            condition[name] = text;
        }
    }
}
