using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds;

namespace Hermes.Campaigns.Leadership;

/// <summary>A request as it left a replica, whatever becomes of the replica.</summary>
internal sealed class Letter
{
    private const string TimeoutMark = "timeout=";
    private const string Milliseconds = "ms";

    private readonly HttpMethod _method;
    private readonly Uri _uri;
    private readonly byte[] _body;
    private readonly KeyValuePair<string, IEnumerable<string>>[] _headers;
    private readonly MediaTypeHeaderValue? _contentType;

    private Letter(HttpRequestMessage request, byte[] body)
    {
        (_method, _uri, _body, _headers) = (request.Method, request.RequestUri!, body, [.. request.Headers]);
        _contentType = request.Content?.Headers.ContentType;
    }

    public bool IsLeases => IsOfLease(_uri);

    public bool IsWrite => _method != HttpMethod.Get;

    /// <summary>Whether it may only be sent while the lease is held.</summary>
    public bool IsFenced => IsWrite && !IsLeases;

    /// <summary>How long the server was told that it may work on it; null where it was not told.</summary>
    public TimeSpan? Timeout
    {
        get
        {
            var parameter = _uri.Query.TrimStart('?').Split('&').LastOrDefault(each => each.StartsWith(TimeoutMark, StringComparison.Ordinal));
            return parameter is { } text && text.EndsWith(Milliseconds, StringComparison.Ordinal)
                ? TimeSpan.FromMilliseconds(double.Parse(text[TimeoutMark.Length..^Milliseconds.Length], CultureInfo.InvariantCulture))
                : null;
        }
    }

    /// <summary>Whether it takes or keeps the lease, and does not give it back.</summary>
    public bool ClaimsLease => IsLeases && IsWrite && JsonNode.Parse(_body).TextAt("spec", "holderIdentity") is { Length: > 0 };

    /// <summary>Reads a request, which may be refused by its own content.</summary>
    public static async Task<Letter> ReadAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        new(request, request.Content is { } content ? await content.ReadAsByteArrayAsync(cancellationToken) : []);

    /// <summary>Whether a request is one for a Lease.</summary>
    public static bool IsOfLease(Uri uri) => uri.AbsolutePath.Contains("/leases/", StringComparison.Ordinal);

    /// <summary>The request once more, for the server.</summary>
    public HttpRequestMessage ToRequest()
    {
        var request = new HttpRequestMessage(_method, _uri);
        foreach (var (name, values) in _headers)
        {
            request.Headers.TryAddWithoutValidation(name, values);
        }

        if (_contentType is not null)
        {
            request.Content = new ByteArrayContent(_body);
            request.Content.Headers.ContentType = _contentType;
        }

        return request;
    }

    public override string ToString() => $"{_method} {_uri.PathAndQuery}";
}
