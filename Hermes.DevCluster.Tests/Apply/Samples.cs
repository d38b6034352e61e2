using System.Text.Json.Nodes;
using Hermes.DevCluster.Apply;
using Hermes.DevCluster.Kinds;
using Hermes.DevCluster.Schemas;
using static Hermes.DevCluster.Kinds.SchemaBuilder;

namespace Hermes.DevCluster.Tests.Apply;

/// <summary>A workload with map lists, atomic lists, atomic maps and structs, and writes to it.</summary>
internal static class Samples
{
    public const string AppsV1 = "apps/v1";

    public const string Time = "2026-01-01T00:00:00Z";

    public const string Later = "2026-01-01T00:01:00Z";

    private static readonly Schema Ports = MapList(
        ["containerPort", "protocol"], "containerPort", Obj(("name", Str), ("containerPort", SchemaBuilder.Int), ("protocol", Str.DefaultsTo("TCP"))));

    private static readonly Schema Containers = MapList("name", Obj(
        ("name", Str),
        ("image", Str),
        ("imagePullPolicy", Str),
        ("args", Strings),
        ("env", MapList("name", Obj(("name", Str), ("value", Str)))),
        ("resources", Obj(("limits", Quantities), ("requests", Quantities)).Always()),
        ("ports", Ports)));

    private static readonly Schema Template = Obj(
        ("metadata", ObjectMetaSchema.Value.Always()),
        ("spec", Obj(("containers", Containers), ("tolerations", List(Obj(("key", Str)))))));

    public static Schema Deployment { get; } = Kind(
        ("spec", Obj(
            ("replicas", SchemaBuilder.Int),
            ("selector", Obj(("matchLabels", StringMap)).Whole()),
            ("template", Template.Always())).Always()),
        ("status", Obj(("readyReplicas", SchemaBuilder.Int), ("replicas", SchemaBuilder.Int)).Always()));

    public static JsonObject Config(string spec, string labels = "{}") => Json.Object(
        $$$"""{"apiVersion": "{{{AppsV1}}}", "kind": "Deployment", "metadata": {"name": "web", "labels": {{{labels}}}}, "spec": {{{spec}}}}""");

    public static JsonObject Container(string container, string rest = "") =>
        Config($$$"""{"template": {"spec": {"containers": [{{{container}}}]}} {{{rest}}}}""");

    public static JsonObject Applied(
        JsonObject? live, JsonObject config, string manager = "hermes", bool force = false, string? subresource = null, string time = Time) =>
        ServerSideApply.Apply(new()
        {
            Live = live,
            Config = config,
            Schema = Deployment,
            Manager = manager,
            ApiVersion = AppsV1,
            Subresource = subresource,
            Force = force,
            Time = time,
            ResetFields = subresource == "status" ? ["spec", "metadata"] : ["status"],
        });

    /// <summary>What remains of an object when another manager changes it by a patch.</summary>
    public static JsonObject Update(JsonObject live, Action<JsonObject> change, string manager = "editor", string? subresource = null, string time = Later)
    {
        var after = live.DeepClone().AsObject();
        change(after);
        ManagedFields.Record(live, after, Deployment, manager, AppsV1, subresource, time);
        return after;
    }

    /// <summary>The fields of a manager, one path per line; null when it has no entry.</summary>
    public static string? FieldsOf(JsonObject owner, string manager) =>
        ManagerEntries.Of(owner).All.FirstOrDefault(entry => entry.Manager == manager)?.Fields.ToString();
}
