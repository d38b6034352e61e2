using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds;
using Hermes.DevCluster.Schemas;
using static Hermes.DevCluster.Kinds.SchemaBuilder;

namespace Hermes.DevCluster.OpenApi;

/// <summary>The named schemas of a document: kinds, their lists, and the types that all of them use.</summary>
/// <param name="prefix">Where references point: <c>#/components/schemas/</c> or <c>#/definitions/</c>.</param>
internal sealed class Components(string prefix)
{
    /// <summary>Every named schema for some kinds.</summary>
    public JsonObject Of(IEnumerable<KindRow> rows)
    {
        var components = Shared();
        foreach (var row in rows)
        {
            components[ComponentNames.Of(row)] = Kind(row);
            components[ComponentNames.ListOf(row)] = ListOf(row);
        }

        return components;
    }

    /// <summary>A reference to a named schema.</summary>
    public JsonObject Ref(string name) => new() { ["$ref"] = prefix + name };

    /// <summary>What says which kind a schema or an operation is about.</summary>
    public static JsonObject KindOf(string group, string version, string kind) =>
        new() { ["group"] = group, ["kind"] = kind, ["version"] = version };

    private JsonObject Shared() => new(SchemaJson.NamedTypes())
    {
        [ComponentNames.ObjectMeta] = SchemaJson.ForDocument(ObjectMetaSchema.Value, Named),
        [ComponentNames.ListMeta] = SchemaJson.ForDocument(
            Obj(("continue", Str), ("remainingItemCount", Long), ("resourceVersion", Str), ("selfLink", Str)), Named),
        [ComponentNames.DeleteOptions] = SchemaJson.ForDocument(
            Obj(
                ("apiVersion", Str),
                ("kind", Str),
                ("dryRun", Strings),
                ("gracePeriodSeconds", Long),
                ("orphanDependents", Bool),
                ("preconditions", Obj(("resourceVersion", Str), ("uid", Str))),
                ("propagationPolicy", Str)),
            Named),
        [ComponentNames.Status] = SchemaJson.ForDocument(
            Obj(
                ("apiVersion", Str),
                ("kind", Str),
                ("code", SchemaBuilder.Int),
                ("details", AnyObject),
                ("message", Str),
                ("reason", Str),
                ("status", Str)),
            Named),
        [ComponentNames.Scale] = SchemaJson.ForDocument(
            SchemaBuilder.Kind(
                ("spec", Obj(("replicas", SchemaBuilder.Int))),
                ("status", Obj(("replicas", SchemaBuilder.Int), ("selector", Str)))),
            Named),
    };

    private JsonObject Kind(KindRow row)
    {
        var json = SchemaJson.ForDocument(ObjectMetaSchema.Complete(row.Schema), row.Custom ? null : Named);
        json["properties"]!["metadata"] = Named(ComponentNames.ObjectMeta);
        json["x-kubernetes-group-version-kind"] = new JsonArray(KindOf(row.Group, row.Version, row.Kind));
        return json;
    }

    private JsonObject ListOf(KindRow row) => new()
    {
        ["type"] = "object",
        ["required"] = new JsonArray("items"),
        ["properties"] = new JsonObject
        {
            ["apiVersion"] = new JsonObject { ["type"] = "string" },
            ["items"] = new JsonObject { ["type"] = "array", ["items"] = Ref(ComponentNames.Of(row)) },
            ["kind"] = new JsonObject { ["type"] = "string" },
            ["metadata"] = Named(ComponentNames.ListMeta),
        },
        ["x-kubernetes-group-version-kind"] = new JsonArray(KindOf(row.Group, row.Version, ComponentNames.ListKind(row))),
    };

    // The real server wraps the reference, since a reference alone may say nothing else.
    private JsonObject Named(string name) =>
        prefix.StartsWith("#/components", StringComparison.Ordinal) ? new JsonObject { ["allOf"] = new JsonArray(Ref(name)) } : Ref(name);
}
