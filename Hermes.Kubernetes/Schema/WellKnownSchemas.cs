using System.Text.Json.Nodes;
using k8s.Models;

namespace Hermes.Kubernetes.Schema;

/// <summary>Types whose schema is fixed: scalars, and the client's types whose contract says less than the API does.</summary>
internal static class WellKnownSchemas
{
    // As the API server's own schemas have it for apimachinery's resource.Quantity.
    private const string Quantity =
        @"^(\+|-)?(([0-9]+(\.[0-9]*)?)|(\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\+|-)?(([0-9]+(\.[0-9]*)?)|(\.[0-9]+))))?$";

    public static JsonObject? Of(Type type)
    {
        if (type == typeof(string))
        {
            return Scalar("string");
        }

        if (type == typeof(bool))
        {
            return Scalar("boolean");
        }

        if (type == typeof(int))
        {
            return Scalar("integer", "int32");
        }

        if (type == typeof(long))
        {
            return Scalar("integer", "int64");
        }

        if (type == typeof(float))
        {
            return Scalar("number", "float");
        }

        if (type == typeof(double))
        {
            return Scalar("number", "double");
        }

        if (type == typeof(DateTime) || type == typeof(DateTimeOffset))
        {
            return Scalar("string", "date-time");
        }

        if (type == typeof(IntOrString))
        {
            return IntegerOrString();
        }

        if (type == typeof(ResourceQuantity))
        {
            var schema = IntegerOrString();
            schema["pattern"] = Quantity;
            return schema;
        }

        return type == typeof(V1Condition) ? Condition() : null;
    }

    private static JsonObject Scalar(string type, string? format = null)
    {
        var schema = new JsonObject { ["type"] = type };
        schema.AddIfPresent("format", format);
        return schema;
    }

    private static JsonObject IntegerOrString() => new()
    {
        ["x-kubernetes-int-or-string"] = true,
        ["anyOf"] = new JsonArray(Scalar("integer"), Scalar("string")),
    };

    // The bounds are those of apimachinery's metav1.Condition, which the client's model does not carry.
    private static JsonObject Condition() => new()
    {
        ["description"] = "One aspect of the object's current state.",
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["lastTransitionTime"] = Described(Scalar("string", "date-time"), "When the status last changed."),
            ["message"] = Described(Text(0, 32768), "The details, for people; may be empty."),
            ["observedGeneration"] = Described(AtLeastZero(), "The generation that the condition was set for."),
            ["reason"] = Described(
                Text(1, 1024, "^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$"), "Why the condition has its status, as one UpperCamelCase word."),
            ["status"] = new JsonObject
            {
                ["description"] = "Whether the condition holds.",
                ["type"] = "string",
                ["enum"] = new JsonArray("True", "False", "Unknown"),
            },
            ["type"] = Described(
                Text(
                    0,
                    316,
                    @"^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])$"),
                "Which aspect, as one UpperCamelCase word."),
        },
        ["required"] = new JsonArray("lastTransitionTime", "message", "reason", "status", "type"),
    };

    private static JsonObject Described(JsonObject schema, string description)
    {
        schema.Insert(0, "description", description);
        return schema;
    }

    private static JsonObject AtLeastZero()
    {
        var schema = Scalar("integer", "int64");
        schema["minimum"] = 0;
        return schema;
    }

    private static JsonObject Text(int minLength, int maxLength, string? pattern = null)
    {
        var schema = Scalar("string");
        if (minLength > 0)
        {
            schema["minLength"] = minLength;
        }

        schema["maxLength"] = maxLength;
        schema.AddIfPresent("pattern", pattern);
        return schema;
    }
}
