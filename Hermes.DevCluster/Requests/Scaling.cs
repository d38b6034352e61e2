using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds;
using Hermes.DevCluster.Schemas;
using Hermes.DevCluster.Selectors;
using Hermes.DevCluster.Storage;

namespace Hermes.DevCluster.Requests;

/// <summary>Answers the scale subresource, a view of the object's counts.</summary>
internal sealed class Scaling(ObjectStore store, ObjectWriter writer)
{
    /// <summary>GET, PUT or PATCH of a scale.</summary>
    public ApiResponse Answer(Target target)
    {
        var row = target.Row;
        switch (target.Info.Verb)
        {
            case "get":
                var stored = store.World.Of(ObjectStore.StorageKey(row)).Get(target.Key)
                    ?? throw ApiErrors.NotFound(row, target.Key.Name);
                return ApiResponse.Json(200, View(row, Versions.In(row, stored.Value)));
            case "update":
                var put = WriteOptions.Of(target.Query, target.Request.UserAgent, "UpdateOptions");
                var body = RequestBody.Object(target.Request, ScaleKind, put);
                return Write(target, put, _ => body);
            case "patch":
                var mediaType = Patching.KnownType(target.Request, row.Custom);
                var options = WriteOptions.Of(
                    target.Query, target.Request.UserAgent, "PatchOptions", mediaType == Patching.ApplyType);
                var patch = RequestBody.Patch(target.Request, mediaType, options.Duplicates);
                return Write(target, options, view => Patching.Change(ScaleKind, mediaType, view, patch));
            default:
                throw ApiErrors.MethodNotAllowed();
        }
    }

    private static KindRow ScaleKind { get; } = new()
    {
        Group = "autoscaling",
        Version = "v1",
        Kind = "Scale",
        Plural = "scales",
        Schema = new Schema { Type = "object", PreserveUnknownFields = true },
    };

    private ApiResponse Write(Target target, WriteOptions options, Func<JsonObject, JsonObject> change)
    {
        var row = target.Row;
        var update = new UpdateRequest(options, "scale");
        var result = writer.Update(row, target.Key, update, stored =>
        {
            var wished = change(View(row, stored));
            if (wished.Object("metadata").Text("name") is { Length: > 0 } name && name != target.Key.Name)
            {
                throw ApiErrors.BadRequest($"the name of the object ({name}) does not match the name on the URL ({target.Key.Name})");
            }

            var replicas = wished.Object("spec").Integer("replicas") ?? 0;
            if (replicas < 0 && !row.Custom)
            {
                throw ApiErrors.Invalid("Scale", "autoscaling", target.Key.Name, [new FieldError(
                    "spec.replicas", "FieldValueInvalid", $"Invalid value: {replicas}: must be greater than or equal to 0")]);
            }

            var scaled = stored.DeepClone().AsObject();
            Set(scaled, row.Scale!.SpecReplicasPath, replicas);
            if (wished.Object("metadata").Text("resourceVersion") is { Length: > 0 } revision)
            {
                scaled.Metadata()["resourceVersion"] = revision;
            }

            return scaled;
        });
        return ApiResponse.Json(200, View(row, result.Value)) with { Warnings = options.Warnings };
    }

    private static JsonObject View(KindRow row, JsonObject value)
    {
        var scale = row.Scale!;
        var from = value.Metadata();
        var metadata = new JsonObject();
        foreach (var name in (string[])["name", "namespace", "uid", "resourceVersion", "creationTimestamp"])
        {
            if (from[name] is { } field)
            {
                metadata[name] = field.DeepClone();
            }
        }

        var spec = new JsonObject();
        if (Find(value, scale.SpecReplicasPath).AsInteger() is { } wished)
        {
            spec["replicas"] = wished;
        }

        var status = new JsonObject { ["replicas"] = Find(value, scale.StatusReplicasPath).AsInteger() ?? 0 };
        var selector = scale.LabelSelectorPath is null ? null : Find(value, scale.LabelSelectorPath) switch
        {
            JsonObject labels => LabelSelector.Format(labels),
            var text => text.AsText(),
        };
        if (!string.IsNullOrEmpty(selector))
        {
            status["selector"] = selector;
        }

        return new JsonObject
        {
            ["kind"] = "Scale",
            ["apiVersion"] = "autoscaling/v1",
            ["metadata"] = metadata,
            ["spec"] = spec,
            ["status"] = status,
        };
    }

    private static JsonNode? Find(JsonObject value, string path) =>
        path.TrimStart('.').Split('.').Aggregate((JsonNode?)value, (node, name) => (node as JsonObject)?[name]);

    private static void Set(JsonObject value, string path, long replicas)
    {
        var parts = path.TrimStart('.').Split('.');
        foreach (var part in parts[..^1])
        {
            if (value[part] is not JsonObject inner)
            {
                value[part] = inner = [];
            }

            value = inner;
        }

        value[parts[^1]] = replicas;
    }
}
