using System.Text.Json.Nodes;
using Hermes.DevCluster.Apply;
using Hermes.DevCluster.Kinds;
using Hermes.DevCluster.Kinds.Wire;
using Hermes.DevCluster.Patches;
using Hermes.DevCluster.Schemas;
using Hermes.DevCluster.Storage;

namespace Hermes.DevCluster.Requests;

/// <summary>Answers patch, by content type.</summary>
internal sealed class Patching(ObjectWriter writer, Reading reading, TimeProvider clock)
{
    /// <summary>The type of a server-side apply.</summary>
    public const string ApplyType = "application/apply-patch+yaml";

    /// <summary>The type of a patch that merges lists by key, which built-in kinds take.</summary>
    public const string StrategicType = "application/strategic-merge-patch+json";

    private const string JsonType = "application/json-patch+json";
    private const string MergeType = "application/merge-patch+json";

    /// <summary>PATCH.</summary>
    public ApiResponse Patch(Target target)
    {
        var row = target.Row;
        var mediaType = KnownType(target.Request, row.Custom);
        var form = Negotiation.Choose(target.Request.Accept);
        var options = WriteOptions.Of(target.Query, target.Request.UserAgent, "PatchOptions", mediaType == ApplyType);
        var patch = RequestBody.Patch(target.Request, mediaType, options.Duplicates);
        options.PatchText = mediaType == StrategicType ? GoText.Printed(patch) : null;
        return options.Answer(() =>
        {
            var result = mediaType == ApplyType
                ? Apply(target, options, patch)
                : writer.Update(
                    row, target.Key, new UpdateRequest(options, target.Info.Subresource), stored => Change(row, mediaType, stored, patch));
            return reading.One(row, result.Value, result.Created ? 201 : 200, form, target.Query);
        });
    }

    /// <summary>The patch's media type.</summary>
    /// <exception cref="ApiException">415: it is none that the resource takes.</exception>
    public static string KnownType(ApiRequest request, bool isCustom)
    {
        var mediaType = RequestBody.MediaType(request.ContentType);
        string[] known = isCustom ? [JsonType, MergeType, ApplyType] : [JsonType, MergeType, StrategicType, ApplyType];
        return known.Contains(mediaType, StringComparer.Ordinal) ? mediaType
            : isCustom ? throw ApiErrors.UnsupportedMediaType(known)
            : throw ApiErrors.UnsupportedPatch();
    }

    /// <summary>An object with a patch in it; the object itself stays as it is.</summary>
    public static JsonObject Change(KindRow row, string mediaType, JsonObject value, JsonNode? patch)
    {
        var changed = mediaType switch
        {
            JsonType => JsonPatch.Apply(value, patch),
            StrategicType => StrategicMergePatch.Apply(value, Map(patch, ""), row.Schema),
            _ => JsonMergePatch.Apply(value, Map(patch, "error decoding patch: ")),
        };
        if (changed.Text("kind") != row.Kind || changed.Text("apiVersion") != Versions.ApiVersion(row))
        {
            throw ApiErrors.BadRequest(
                $"the API version in the data ({changed.Text("apiVersion")}, Kind={changed.Text("kind")}) does not match the expected API version ({Versions.ApiVersion(row)}, Kind={row.Kind})");
        }

        if (!row.Custom && GoTypes.Find(row, changed) is { } misfit)
        {
            throw mediaType == StrategicType
                ? ApiErrors.InvalidPatch(GoText.Printed(patch), misfit.InConverterWords)
                : ApiErrors.InvalidPatch(GoText.Json(changed), misfit.InJsonWords);
        }

        return changed;
    }

    private static JsonObject Map(JsonNode? patch, string prefix = "") => patch switch
    {
        JsonObject map => map,
        null => throw ApiErrors.BadRequest("Invalid JSON Patch"),
        JsonArray => throw ApiErrors.BadRequest($"{prefix}json: cannot unmarshal array into Go value of type map[string]interface {{}}"),
        _ => throw ApiErrors.BadRequest(
            $"{prefix}json: cannot unmarshal {JsonTypes.Of(patch)} into Go value of type map[string]interface {{}}"),
    };

    private WriteResult Apply(Target target, WriteOptions options, JsonNode? patch)
    {
        var row = target.Row;
        var config = Map(patch);
        if (config.Text("kind") is not { Length: > 0 } kind || kind != row.Kind)
        {
            throw ApiErrors.BadRequest($"invalid object type: {config.Text("apiVersion")}, Kind={config.Text("kind")}");
        }

        var metadata = config.Metadata();
        if (metadata.Text("name") is { Length: > 0 } name && name != target.Key.Name)
        {
            throw ApiErrors.BadRequest($"the name of the object ({name}) does not match the name on the URL ({target.Key.Name})");
        }

        metadata["name"] = target.Key.Name;
        options.CheckCreate = target.CheckCreate;
        var update = new UpdateRequest(options, target.Info.Subresource, Applied: true);
        return target.Info.Subresource is null
            ? writer.Upsert(row, target.Key, update, live => Merged(target, options, config, live))
            : writer.Update(row, target.Key, update, live => Merged(target, options, config, live));
    }

    private JsonObject Merged(Target target, WriteOptions options, JsonObject config, JsonObject? live)
    {
        var (row, key) = (target.Row, target.Key);
        var uid = config.Metadata().Text("uid");
        if (live is null && uid is { Length: > 0 })
        {
            throw ApiErrors.Conflict(
                row, key.Name, $"uid mismatch: the provided object specified uid {uid}, and no existing object was found");
        }

        return ServerSideApply.Apply(new ApplyRequest
        {
            Live = live,
            Config = config.DeepClone().AsObject(),
            Schema = row.Schema,
            Manager = options.Manager,
            ApiVersion = Versions.ApiVersion(row),
            Subresource = target.Info.Subresource,
            Force = options.Force,
            Time = Timestamp.Now(clock),
            ResetFields = WriteScope.ResetFields(row, config, target.Info.Subresource),
        });
    }
}
