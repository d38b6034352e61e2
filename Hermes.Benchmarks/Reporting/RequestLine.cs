using Hermes.Benchmarks.Requests;

namespace Hermes.Benchmarks.Reporting;

/// <summary>How many requests of one sort there were.</summary>
/// <param name="Verb">As the API server counts it.</param>
/// <param name="Resource">The resource with group and subresource.</param>
/// <param name="Count">How many.</param>
/// <param name="PerApp">How many per app.</param>
internal sealed record RequestLine(string Verb, string Resource, long Count, double PerApp)
{
    public static IReadOnlyList<RequestLine> Of(RequestCounts counts, int apps) =>
        [.. counts.All.Select(count => new RequestLine(count.Key.Verb, count.Key.Target, count.Count, Math.Round((double)count.Count / Math.Max(1, apps), 3)))];
}
