using System.Globalization;
using System.Text;
using Hermes.Kubernetes.Transport;

namespace Hermes.Benchmarks.Requests;

/// <summary>How many requests an API server has answered, by its own count.</summary>
internal sealed class RequestCounts
{
    private const string Series = "apiserver_request_total{";

    private readonly Dictionary<RequestKey, long> _counts;

    private RequestCounts(Dictionary<RequestKey, long> counts) => _counts = counts;

    /// <summary>The counts that are not zero, in a fixed order.</summary>
    public IReadOnlyList<(RequestKey Key, long Count)> All =>
        [.. _counts.Where(count => count.Value != 0).Select(count => (count.Key, count.Value)).OrderBy(count => count.Key.ToString(), StringComparer.Ordinal)];

    public long this[RequestKey key] => _counts.GetValueOrDefault(key);

    /// <summary>Asks a server for its count so far.</summary>
    public static Task<RequestCounts> ReadAsync(ApiConnection connection, CancellationToken cancellationToken)
    {
        var request = new ApiRequest { Verb = "get", Kind = "Metrics", Method = HttpMethod.Get, Path = "metrics" };
        return connection.CallAsync(
            request,
            static async (body, stop) =>
            {
                using var reader = new StreamReader(body, Encoding.UTF8, leaveOpen: true);
                var counts = new Dictionary<RequestKey, long>();
                while (await reader.ReadLineAsync(stop) is { } line)
                {
                    Add(counts, line);
                }

                return new RequestCounts(counts);
            },
            cancellationToken);
    }

    /// <summary>Reads what a server shows at <c>/metrics</c>; all but <c>apiserver_request_total</c> is left out.</summary>
    public static RequestCounts Parse(string metrics)
    {
        var counts = new Dictionary<RequestKey, long>();
        foreach (var line in metrics.Split('\n'))
        {
            Add(counts, line);
        }

        return new RequestCounts(counts);
    }

    /// <summary>The requests that came after an earlier count.</summary>
    public RequestCounts Since(RequestCounts earlier) =>
        new(_counts.ToDictionary(count => count.Key, count => count.Value - earlier[count.Key]));

    /// <summary>These without some that are known to be somebody else's.</summary>
    public RequestCounts Without(RequestKey key, long count) =>
        new(new Dictionary<RequestKey, long>(_counts) { [key] = this[key] - count });

    /// <summary>These, as far as they are of some kind.</summary>
    public RequestCounts Where(Func<RequestKey, bool> isCounted) => new(_counts.Where(count => isCounted(count.Key)).ToDictionary());

    public long Sum() => _counts.Values.Sum();

    // Label values of this series hold neither quotes nor commas.
    private static void Add(Dictionary<RequestKey, long> counts, string line)
    {
        if (!line.StartsWith(Series, StringComparison.Ordinal) || line.LastIndexOf('}') is var end && end < 0)
        {
            return;
        }

        var labels = line[Series.Length..end].Split(',').Select(label => label.Split('=', 2))
            .ToDictionary(label => label[0], label => label[^1].Trim('"'), StringComparer.Ordinal);
        var key = new RequestKey(
            labels.GetValueOrDefault("verb", ""),
            labels.GetValueOrDefault("group", ""),
            labels.GetValueOrDefault("resource", ""),
            labels.GetValueOrDefault("subresource", ""));
        counts[key] = counts.GetValueOrDefault(key) + (long)double.Parse(line.AsSpan(end + 1), NumberStyles.Float, CultureInfo.InvariantCulture);
    }
}
