using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Hermes.Service.Identity;

/// <summary>What an Accept header asks for (RFC 9110, section 12.5.1): the most specific range decides the quality of a type.</summary>
internal static class ContentPreference
{
    private static readonly MediaTypeHeaderValue Html = new("text/html");
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    /// <summary>Whether HTML is liked better than JSON; browsers do, tools and programs do not.</summary>
    public static bool PrefersHtml(StringValues accept) =>
        MediaTypeHeaderValue.TryParseList(accept, out var ranges) && Quality(ranges, Html) > Quality(ranges, Json);

    private static double Quality(IList<MediaTypeHeaderValue> ranges, MediaTypeHeaderValue type)
    {
        var best = ranges
            .Where(type.IsSubsetOf)
            .OrderBy(range => range.MatchesAllTypes ? 2 : range.MatchesAllSubTypes ? 1 : 0)
            .FirstOrDefault();
        return best is null ? 0 : best.Quality ?? 1;
    }
}
