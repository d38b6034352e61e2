using System.Text.Json.Nodes;
using Hermes.Kubernetes.Entities;

namespace Hermes.Kubernetes.Schema;

/// <summary>CEL rules as a schema carries them.</summary>
internal static class ValidationRules
{
    private const string Field = "x-kubernetes-validations";

    /// <summary>Adds rules behind those that are there.</summary>
    public static void Add(JsonObject schema, IEnumerable<ValidationRuleAttribute> rules)
    {
        foreach (var rule in rules)
        {
            if (schema[Field] is not JsonArray present)
            {
                schema[Field] = present = [];
            }

            var json = new JsonObject { ["rule"] = rule.Rule };
            json.AddIfPresent("message", rule.Message);
            json.AddIfPresent("messageExpression", rule.MessageExpression);
            json.AddIfPresent("reason", rule.Reason);
            json.AddIfPresent("fieldPath", rule.FieldPath);
            present.Add((JsonNode)json);
        }
    }
}
