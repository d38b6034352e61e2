using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds;

namespace Hermes.DevCluster.OpenApi;

/// <summary>The OpenAPI v3 documents of the kinds that are served: one per group and version, and an index that names them.</summary>
public static class OpenApiV3
{
    /// <summary>The index at <c>/openapi/v3</c>: for each group and version where its document is, with a hash of its content.</summary>
    /// <param name="rows">Every kind that is served.</param>
    public static JsonObject Index(IReadOnlyList<KindRow> rows) => new() { ["paths"] = new JsonObject() };

    /// <summary>The document of one group and version; null where nothing of it is served.</summary>
    /// <param name="rows">Every kind that is served.</param>
    /// <param name="group">The group; empty for the core group.</param>
    /// <param name="version">The version.</param>
    public static JsonObject? Document(IReadOnlyList<KindRow> rows, string group, string version) => null;
}
