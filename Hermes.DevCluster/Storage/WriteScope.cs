using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds;

namespace Hermes.DevCluster.Storage;

/// <summary>How far a write reaches: through <c>status</c> that and, for most kinds, metadata; on the object itself all but the status.</summary>
internal static class WriteScope
{
    /// <summary>The object that a write makes: the writer's wish within its reach, the stored object beyond.</summary>
    public static JsonObject Limit(KindRow row, JsonObject value, JsonObject old, string? subresource)
    {
        switch (subresource)
        {
            case "status":
                var result = old.DeepClone().AsObject();
                Move("status", value, result);
                var left = UpdateRules.LeftByStatus(row);
                if (left.Contains("metadata"))
                {
                    Move("managedFields", value.Metadata(), result.Metadata());
                    return result;
                }

                Move("metadata", value, result);
                if (left.Contains("metadata.labels"))
                {
                    Move("labels", old.Metadata(), result.Metadata());
                }

                return result;
            case "finalize":
                Move("status", old, value);
                return value;
            default:
                if (row.HasStatus)
                {
                    Move("status", old, value);
                }

                if (LifecycleRules.IsNamespace(row))
                {
                    // Only its finalizers are in it.
                    Move("spec", old, value);
                }

                return value;
        }

        static void Move(string name, JsonObject from, JsonObject to)
        {
            if (from[name] is { } field)
            {
                to[name] = field.DeepClone();
            }
            else
            {
                to.Remove(name);
            }
        }
    }

    /// <summary>The fields that a write cannot change, and so nobody comes to own by it.</summary>
    public static IReadOnlyList<string> ResetFields(KindRow row, JsonObject value, string? subresource) => subresource switch
    {
        "status" =>
        [
            .. value.Select(field => field.Key).Where(name => name is not ("apiVersion" or "kind" or "metadata" or "status")),
            .. UpdateRules.LeftByStatus(row),
        ],
        _ when row.HasStatus => ["status"],
        _ => [],
    };

    /// <summary>Whether what generation counts is the same.</summary>
    public static bool IsSameContent(KindRow row, JsonObject value, JsonObject old)
    {
        // A Deployment's annotations count too: the strategy compares them along with the spec.
        return Fields(value).All(name => JsonNode.DeepEquals(value[name], old[name]))
            && Fields(old).All(value.ContainsKey)
            && (row is not { Group: "apps", Plural: "deployments" }
                || JsonNode.DeepEquals(value["metadata"]?["annotations"], old["metadata"]?["annotations"]));

        IEnumerable<string> Fields(JsonObject from) =>
            from.Select(field => field.Key).Where(name => name != "metadata" && (name != "status" || !row.HasStatus));
    }
}
