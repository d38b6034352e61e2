using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Hermes.DevCluster.Requests;

namespace Hermes.DevCluster.Tracing;

/// <summary>
/// The answered requests for resources, by kube-apiserver's own series <c>apiserver_request_total</c>: unlike the trace it forgets nothing,
/// and a client reads it from any API server. A watch counts once it is open; kube-apiserver counts it at its end.
/// </summary>
internal sealed class RequestCounters
{
    /// <summary>The content type of the text form.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private const string Head = """
        # HELP apiserver_request_total Requests by verb, resource, scope and HTTP response code.
        # TYPE apiserver_request_total counter

        """;

    private readonly ConcurrentDictionary<Series, long> _counts = new();

    /// <summary>Counts a request for a resource; a path that names none is not counted.</summary>
    public void Count(ApiRequest request, RequestInfo info, int code)
    {
        if (info.Resource.Length > 0)
        {
            var series = new Series(VerbOf(request, info), info.Group, info.Version, info.Resource, info.Subresource ?? "", ScopeOf(info), code);
            _counts.AddOrUpdate(series, 1, static (_, count) => count + 1);
        }
    }

    /// <summary>All counts as Prometheus reads them.</summary>
    public string Write()
    {
        var lines = _counts.Select(static count => string.Create(CultureInfo.InvariantCulture, $"{count.Key} {count.Value}")).Order(StringComparer.Ordinal);
        return new StringBuilder(Head).AppendJoin('\n', lines).Append('\n').ToString();
    }

    // The server's own names: of HTTP's methods where they say it, and of what they do not.
    private static string VerbOf(ApiRequest request, RequestInfo info) => info.Verb switch
    {
        "create" => "POST",
        "update" => "PUT",
        "patch" when request.ContentType.StartsWith(Patching.ApplyType, StringComparison.OrdinalIgnoreCase) => "APPLY",
        var verb => verb.ToUpperInvariant(),
    };

    private static string ScopeOf(RequestInfo info) =>
        info.Name is not null || info.Verb == "create" ? "resource" : info.Namespace is not null ? "namespace" : "cluster";

    private sealed record Series(string Verb, string Group, string Version, string Resource, string Subresource, string Scope, int Code)
    {
        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture,
            $$"""apiserver_request_total{code="{{Code}}",component="apiserver",dry_run="",group="{{Group}}",resource="{{Resource}}",scope="{{Scope}}",subresource="{{Subresource}}",verb="{{Verb}}",version="{{Version}}"}""");
    }
}
