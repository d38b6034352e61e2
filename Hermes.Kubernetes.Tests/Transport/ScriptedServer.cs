using System.Net;
using System.Text;
using System.Threading.Channels;

namespace Hermes.Kubernetes.Tests.Transport;

/// <summary>
/// An API server that answers by a script, one answer per request; past the script's end requests stay unanswered. A request is seen
/// once it has come in.
/// </summary>
public sealed class ScriptedServer : HttpMessageHandler
{
    private readonly Channel<Func<SeenRequest, HttpResponseMessage>> _script = Channel.CreateUnbounded<Func<SeenRequest, HttpResponseMessage>>();
    private readonly Channel<SeenRequest> _arrived = Channel.CreateUnbounded<SeenRequest>();
    private readonly List<SeenRequest> _seen = [];

    public IReadOnlyList<SeenRequest> Seen
    {
        get
        {
            lock (_seen)
            {
                return [.. _seen];
            }
        }
    }

    public ScriptedServer Then(Func<SeenRequest, HttpResponseMessage> answer)
    {
        _script.Writer.TryWrite(answer).ShouldBeTrue();
        return this;
    }

    public ScriptedServer Then(HttpStatusCode code, string body = "{}", string? retryAfter = null) => Then(_ =>
    {
        var response = Json(code, body);
        if (retryAfter is not null)
        {
            response.Headers.Add("Retry-After", retryAfter);
        }

        return response;
    });

    public ScriptedServer ThenOk(string body) => Then(HttpStatusCode.OK, body);

    public ScriptedServer ThenStatus(int code, string reason, string message = "no", string details = "{}") => Then(
        (HttpStatusCode)code,
        $$"""{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"{{message}}","reason":"{{reason}}","details":{{details}},"code":{{code}}}""");

    public ScriptedServer ThenStream(Stream body) => Then(_ => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(body) });

    public ScriptedServer ThenStream(string body) => ThenStream(new MemoryStream(Encoding.UTF8.GetBytes(body)));

    /// <summary>Answers the next requests, however many informers they are of: lists as told, watches with silence.</summary>
    public ScriptedServer ThenLists(int requests, Func<SeenRequest, string> list)
    {
        for (var i = 0; i < requests; i++)
        {
            Then(request => request.Query.ContainsKey("watch")
                ? new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new StalledStream()) }
                : Json(HttpStatusCode.OK, list(request)));
        }

        return this;
    }

    /// <summary>The next request that nobody has asked for yet.</summary>
    public async Task<SeenRequest> NextAsync() => await _arrived.Reader.ReadAsync().AsTask().WaitAsync(Patience.Limit);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var seen = await SeeAsync(request, cancellationToken);
        lock (_seen)
        {
            _seen.Add(seen);
        }

        _arrived.Writer.TryWrite(seen).ShouldBeTrue();
        var answer = await _script.Reader.ReadAsync(cancellationToken);
        return answer(seen);
    }

    private static async Task<SeenRequest> SeeAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var headers = request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? [])
            .ToDictionary(header => header.Key, header => string.Join(',', header.Value));
        var query = request.RequestUri!.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1]));
        return new SeenRequest(request.Method.Method, request.RequestUri.AbsolutePath, query, headers, body);
    }

    private static HttpResponseMessage Json(HttpStatusCode code, string body) =>
        new(code) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
}
