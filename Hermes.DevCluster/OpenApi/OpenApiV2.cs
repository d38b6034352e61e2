using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds;

namespace Hermes.DevCluster.OpenApi;

/// <summary>The OpenAPI v2 document of all kinds that are served, for clients that know no v3.</summary>
public static class OpenApiV2
{
    /// <summary>The document at <c>/openapi/v2</c>.</summary>
    /// <param name="rows">Every kind that is served.</param>
    public static JsonObject Document(IReadOnlyList<KindRow> rows)
    {
        var components = new Components("#/definitions/");
        return new JsonObject
        {
            ["swagger"] = "2.0",
            ["info"] = new JsonObject { ["title"] = "Kubernetes", ["version"] = "v1.36.2" },
            ["paths"] = new Paths(components, version3: false).Of(rows),
            ["definitions"] = components.Of(rows),
        };
    }
}
