using System.Runtime.CompilerServices;

namespace Hermes.DevCluster.Schemas;

/// <summary>The schema of <c>metadata</c>, the same for every kind.</summary>
internal static class ObjectMetaSchema
{
    private static readonly Schema Text = new() { Type = "string" };

    private static readonly Schema Time = new() { Type = "string", Format = "date-time" };

    private static readonly Schema TextMap = new() { Type = "object", AdditionalProperties = Text };

    private static readonly ConditionalWeakTable<Schema, Schema> Completed = [];

    /// <summary>The fields of ObjectMeta with their list types and merge keys.</summary>
    public static Schema Value { get; } = new()
    {
        Type = "object",
        Properties = new Dictionary<string, Schema>
        {
            ["name"] = Text,
            ["generateName"] = Text,
            ["namespace"] = Text,
            ["selfLink"] = Text,
            ["uid"] = Text,
            ["resourceVersion"] = Text,
            ["generation"] = new() { Type = "integer", Format = "int64" },
            ["creationTimestamp"] = Time,
            ["deletionTimestamp"] = Time,
            ["deletionGracePeriodSeconds"] = new() { Type = "integer", Format = "int64", KeepsZero = true },
            ["labels"] = TextMap,
            ["annotations"] = TextMap,
            ["ownerReferences"] = new()
            {
                Type = "array",
                ListType = ListType.Map,
                ListMapKeys = ["uid"],
                PatchMergeKey = "uid",
                Items = new()
                {
                    Type = "object",
                    AtomicMap = true,
                    Required = ["apiVersion", "kind", "name", "uid"],
                    Properties = new Dictionary<string, Schema>
                    {
                        ["apiVersion"] = Text,
                        ["kind"] = Text,
                        ["name"] = Text,
                        ["uid"] = Text,
                        ["controller"] = new() { Type = "boolean", KeepsZero = true },
                        ["blockOwnerDeletion"] = new() { Type = "boolean", KeepsZero = true },
                    },
                },
            },
            ["finalizers"] = new() { Type = "array", ListType = ListType.Set, PatchMergeScalars = true, Items = Text },
            ["managedFields"] = new()
            {
                Type = "array",
                Items = new()
                {
                    Type = "object",
                    Properties = new Dictionary<string, Schema>
                    {
                        ["manager"] = Text,
                        ["operation"] = Text,
                        ["apiVersion"] = Text,
                        ["time"] = Time,
                        ["fieldsType"] = Text,
                        ["fieldsV1"] = new() { Type = "object", PreserveUnknownFields = true },
                        ["subresource"] = Text,
                    },
                },
            },
        },
    };

    /// <summary>The schema of a whole object with <c>apiVersion</c>, <c>kind</c> and full <c>metadata</c>, whatever it says of them.</summary>
    public static Schema Complete(Schema schema) => Completed.GetValue(schema, static bare => bare with
    {
        Type = "object",
        Properties = new Dictionary<string, Schema>(bare.Properties) { ["apiVersion"] = Text, ["kind"] = Text, ["metadata"] = Value },
    });
}
