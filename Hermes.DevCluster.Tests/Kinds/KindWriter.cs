using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Tests.Kinds;

/// <summary>Takes an object through a built-in row's steps, as the server does on a write.</summary>
internal static class KindWriter
{
    public static KindRow Row(string kind, string group) => BuiltInKinds.All.Single(row => row.Kind == kind && row.Group == group);

    public static JsonObject Create(KindRow row, string json, params JsonObject[] others)
    {
        var value = Complete(row, json);
        row.Prepare?.Invoke(value, null);
        Faults(row, value, null).ShouldBeEmpty();
        row.Allocate?.Invoke(value, null, others);
        return value;
    }

    public static JsonObject Update(KindRow row, string json, JsonObject old)
    {
        var value = Complete(row, json);
        row.Prepare?.Invoke(value, old);
        Faults(row, value, old).ShouldBeEmpty();
        row.Allocate?.Invoke(value, old, [old]);
        return value;
    }

    /// <summary>The faults as the server words them: <c>field: message</c>.</summary>
    public static IReadOnlyList<string> Faults(KindRow row, string json, JsonObject? old = null)
    {
        var value = Complete(row, json);
        row.Prepare?.Invoke(value, old);
        return Faults(row, value, old);
    }

    public static JsonObject Complete(KindRow row, string json)
    {
        var value = JsonNode.Parse(json)!.AsObject();
        SchemaDefaulter.Apply(value, row.Schema);
        row.Default?.Invoke(value);
        return value;
    }

    private static IReadOnlyList<string> Faults(KindRow row, JsonObject value, JsonObject? old) =>
        [.. (row.Validate?.Invoke(value, old) ?? []).Select(fault => $"{fault.Field}: {fault.Message}")];

    /// <summary>Compares by value, whatever the order of fields.</summary>
    public static void ShouldBeJson(this JsonNode? actual, string expected) =>
        JsonNode.DeepEquals(actual, JsonNode.Parse(expected)).ShouldBeTrue($"{actual?.ToJsonString() ?? "null"}\nis not\n{expected}");
}
