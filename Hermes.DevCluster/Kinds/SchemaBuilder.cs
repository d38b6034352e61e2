using System.Text.Json.Nodes;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Kinds;

/// <summary>
/// The words that built-in kinds' schemas are written in. A scalar, array or map drops its zero value unless it is <see cref="Kept"/>,
/// as a Go field with <c>omitempty</c> does.
/// </summary>
internal static class SchemaBuilder
{
    public static Schema Str { get; } = new() { Type = "string" };

    public static Schema Int { get; } = new() { Type = "integer", Format = "int32" };

    public static Schema Long { get; } = new() { Type = "integer", Format = "int64" };

    public static Schema Bool { get; } = new() { Type = "boolean" };

    /// <summary>Base64.</summary>
    public static Schema Bytes { get; } = new() { Type = "string", Format = "byte" };

    /// <summary>A time in whole seconds.</summary>
    public static Schema Time { get; } = new() { Type = "string", Format = "date-time", KeepsZero = true };

    /// <summary>A time in microseconds.</summary>
    public static Schema MicroTime { get; } = new() { Type = "string", Format = "micro-time", KeepsZero = true };

    /// <summary>A resource quantity, written as a string or a number and kept in its canonical form.</summary>
    public static Schema Quantity { get; } = new() { Format = "quantity", KeepsZero = true };

    public static Schema IntOrString { get; } = new() { IntOrString = true, KeepsZero = true };

    public static Schema Strings { get; } = List(Str);

    public static Schema StringMap { get; } = Map(Str);

    public static Schema Quantities { get; } = Map(Quantity);

    /// <summary>A string that is one of these.</summary>
    public static Schema Choice(params ReadOnlySpan<string> values)
    {
        var nodes = new JsonNode?[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            nodes[i] = values[i];
        }

        return Str with { Enum = nodes };
    }

    public static Schema Obj(params ReadOnlySpan<(string Name, Schema Schema)> fields)
    {
        var properties = new Dictionary<string, Schema>(fields.Length);
        foreach (var (name, schema) in fields)
        {
            properties.Add(name, schema);
        }

        return new() { Type = "object", Properties = properties };
    }

    /// <summary>An object with the fields of another first.</summary>
    public static Schema With(this Schema schema, params ReadOnlySpan<(string Name, Schema Schema)> fields)
    {
        var properties = new Dictionary<string, Schema>(schema.Properties);
        foreach (var (name, field) in fields)
        {
            properties[name] = field;
        }

        return schema with { Properties = properties };
    }

    /// <summary>A whole object of a kind: its fields after <c>apiVersion</c>, <c>kind</c> and <c>metadata</c>.</summary>
    public static Schema Kind(params ReadOnlySpan<(string Name, Schema Schema)> fields) =>
        Obj(("apiVersion", Str), ("kind", Str), ("metadata", ObjectMetaSchema.Value)).With(fields);

    /// <summary>A kind whose fields are stored as they come.</summary>
    public static Schema AnyKind { get; } = Kind() with { PreserveUnknownFields = true };

    /// <summary>An object whose fields are stored as they come.</summary>
    public static Schema AnyObject { get; } = new() { Type = "object", PreserveUnknownFields = true };

    /// <summary>An array that is one value.</summary>
    public static Schema List(Schema item) => new() { Type = "array", Items = item };

    /// <summary>An array of scalars, each its own.</summary>
    public static Schema Set(Schema item) => new() { Type = "array", Items = item, ListType = ListType.Set };

    /// <summary>An array of objects known by one field, for server-side apply and strategic merge patch alike.</summary>
    public static Schema MapList(string key, Schema item) => MapList([key], key, item);

    /// <summary>An array of objects known by several fields; strategic merge patch knows them by one.</summary>
    public static Schema MapList(IReadOnlyList<string> keys, string? mergeKey, Schema item) =>
        new() { Type = "array", Items = item, ListType = ListType.Map, ListMapKeys = keys, PatchMergeKey = mergeKey };

    public static Schema Map(Schema value) => new() { Type = "object", AdditionalProperties = value };

    /// <summary>The same, with its zero value told apart from absence (a Go pointer, or a field without <c>omitempty</c>).</summary>
    public static Schema Kept(this Schema schema) => schema with { KeepsZero = true };

    /// <summary>The same, as one value to server-side apply.</summary>
    public static Schema Whole(this Schema schema) => schema with { AtomicMap = true };

    public static Schema DefaultsTo(this Schema schema, JsonNode value) => schema with { Default = value };

    /// <summary>The same, there even when nothing is in it (a Go struct that is no pointer).</summary>
    public static Schema Always(this Schema schema) => schema with { Default = new JsonObject(), AlwaysPresent = true };

    /// <summary>The same, written even where it has no value (a Go field that is no pointer and has no <c>omitempty</c>).</summary>
    public static Schema Written(this Schema schema) => schema with { AlwaysPresent = true };

    public static Schema Require(this Schema schema, params string[] fields) => schema with { Required = fields };

    /// <summary>The same, with fields it does not name kept as they come.</summary>
    public static Schema Open(this Schema schema) => schema with { PreserveUnknownFields = true };

    /// <summary>The same, with <c>$retainKeys</c> in strategic merge patches.</summary>
    public static Schema RetainKeys(this Schema schema) => schema with { PatchRetainKeys = true };

    /// <summary>The same, with the name of its Go struct.</summary>
    public static Schema Struct(this Schema schema, string name) => schema with { GoStruct = name };

    /// <summary>The same, explained.</summary>
    public static Schema Says(this Schema schema, string description) => schema with { Description = description };

    /// <summary>A list of the conditions that apimachinery defines for all, which keep what is empty.</summary>
    public static Schema SharedConditions { get; } = MapList("type", Obj(
        ("type", Str.Kept()),
        ("status", Choice("True", "False", "Unknown").Kept()),
        ("observedGeneration", Long),
        ("lastTransitionTime", Time),
        ("reason", Str.Kept().DefaultsTo("")),
        ("message", Str.Kept().DefaultsTo(""))).Require("type", "status"));

    /// <summary>The usual condition list of a status.</summary>
    public static Schema Conditions { get; } = MapList("type", Obj(
        ("type", Str.Kept()),
        ("status", Choice("True", "False", "Unknown").Kept()),
        ("observedGeneration", Long),
        ("lastProbeTime", Time),
        ("lastUpdateTime", Time),
        ("lastTransitionTime", Time),
        ("reason", Str),
        ("message", Str)).Require("type", "status"));
}
