using System.Text.Json.Nodes;
using Hermes.DevCluster.Discovery;
using Hermes.DevCluster.OpenApi;
using Hermes.DevCluster.Storage;
using Hermes.DevCluster.Tracing;

namespace Hermes.DevCluster.Requests;

/// <summary>Answers the paths that name no resource: discovery, OpenAPI, version, health and metrics.</summary>
internal sealed class PathRequests(KindRegistry kinds, RequestCounters counters, Func<string> address)
{
    private OpenApiCache _openApi = new(kinds.Current);

    /// <summary>Answers a request.</summary>
    public ApiResponse Answer(ApiRequest request)
    {
        if (request.Method is not ("GET" or "HEAD"))
        {
            throw ApiErrors.MethodNotAllowed();
        }

        var table = kinds.Current;
        var parts = request.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts switch
        {
            ["healthz" or "livez" or "readyz", ..] => ApiResponse.Text(200, "ok"),
            ["metrics"] => ApiResponse.Text(200, counters.Write()) with { ContentType = RequestCounters.ContentType },
            ["version"] => ApiResponse.Json(200, ServerVersion.Document()),
            [] => Found(Root(table)),
            ["api"] => Discovery(request, table, core: true, ResourceLists.CoreVersions(address())),
            ["apis"] => Discovery(request, table, core: false, ResourceLists.Groups(table)),
            ["api", var version] => Found(ResourceLists.Resources(table, "", version)),
            ["apis", var group] => Found(ResourceLists.Group(table, group)),
            ["apis", var group, var version] when ResourceLists.Resources(table, group, version) is { } list => ApiResponse.Json(200, list),
            ["apis", var group, _] when table.Rows.Any(row => row.Group == group && !row.Custom) => throw ApiErrors.NoSuchResource(),
            ["openapi", "v2"] when request.Accept.Contains("proto-openapi", StringComparison.Ordinal)
                && !request.Accept.Contains("json", StringComparison.Ordinal) => throw ApiErrors.NotAcceptable(),
            ["openapi", "v2"] => OpenApi(table).V2,
            ["openapi", "v3"] => OpenApi(table).Index,
            ["openapi", "v3", "api", var version] => Found(OpenApiV3.Document(table.Rows, "", version)),
            ["openapi", "v3", "apis", var group, var version] => Found(OpenApiV3.Document(table.Rows, group, version)),
            _ => NotFound(),
        };
    }

    /// <summary>404 as for a path that is not served at all.</summary>
    public static ApiResponse NotFound() => ApiResponse.Text(404, "404 page not found\n");

    private static ApiResponse Found(JsonObject? document) => document is null ? NotFound() : ApiResponse.Json(200, document);

    private static JsonObject Root(KindTable table)
    {
        string[] paths =
        [
            "/api",
            "/api/v1",
            "/apis",
            .. table.Groups.Where(group => group.Name.Length > 0).SelectMany(group =>
                group.Versions.Select(version => $"/apis/{group.GroupVersion(version)}").Prepend($"/apis/{group.Name}")),
            "/healthz",
            "/livez",
            "/metrics",
            "/openapi/v2",
            "/openapi/v3",
            "/readyz",
            "/version",
        ];
        return new JsonObject { ["paths"] = new JsonArray([.. paths.Select(path => JsonValue.Create(path))]) };
    }

    private static ApiResponse Discovery(ApiRequest request, KindTable table, bool core, JsonObject plain) =>
        Negotiation.WantsAggregatedDiscovery(request.Accept)
            ? ApiResponse.Json(200, AggregatedDiscovery.Document(table, core)) with { ContentType = AggregatedDiscovery.MediaType }
            : ApiResponse.Json(200, plain);

    private OpenApiCache OpenApi(KindTable table)
    {
        var cache = Volatile.Read(ref _openApi);
        if (!ReferenceEquals(cache.Table, table))
        {
            Volatile.Write(ref _openApi, cache = new OpenApiCache(table));
        }

        return cache;
    }

    /// <summary>Documents that are large, and change with the table only.</summary>
    private sealed class OpenApiCache(KindTable table)
    {
        private readonly Lazy<byte[]> _index = new(() => JsonText.Utf8(OpenApiV3.Index(table.Rows)));
        private readonly Lazy<byte[]> _v2 = new(() => JsonText.Utf8(OpenApiV2.Document(table.Rows)));

        public KindTable Table => table;

        public ApiResponse Index => new() { Status = 200, Body = new BytesBody(_index.Value) };

        public ApiResponse V2 => new() { Status = 200, Body = new BytesBody(_v2.Value) };
    }
}
