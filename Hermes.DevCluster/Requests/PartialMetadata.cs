using System.Text.Json.Nodes;

namespace Hermes.DevCluster.Requests;

/// <summary>Objects reduced to their metadata.</summary>
internal static class PartialMetadata
{
    /// <summary>One object's.</summary>
    public static JsonObject Of(JsonObject value) => new()
    {
        ["kind"] = "PartialObjectMetadata",
        ["apiVersion"] = "meta.k8s.io/v1",
        ["metadata"] = value["metadata"]?.DeepClone(),
    };

    /// <summary>A list's.</summary>
    public static JsonObject List(IEnumerable<JsonObject> values, JsonObject metadata) => new()
    {
        ["kind"] = "PartialObjectMetadataList",
        ["apiVersion"] = "meta.k8s.io/v1",
        ["metadata"] = metadata,
        ["items"] = new JsonArray([.. values.Select(Of)]),
    };
}
