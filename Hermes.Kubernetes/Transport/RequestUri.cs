using System.Globalization;
using System.Text;

namespace Hermes.Kubernetes.Transport;

internal static class RequestUri
{
    private const string Timeout = "timeout=";

    /// <param name="root">The server's address without a slash at its end.</param>
    /// <param name="request">The call.</param>
    public static Uri Of(string root, ApiRequest request)
    {
        var uri = new StringBuilder(root, 256).Append('/').Append(request.Path);
        var separator = '?';
        foreach (var (name, value) in request.Query)
        {
            if (value is not null)
            {
                uri.Append(separator).Append(name).Append('=').Append(Uri.EscapeDataString(value));
                separator = '&';
            }
        }

        return new Uri(uri.ToString());
    }

    /// <summary>Says when the server shall give the call up, in place of what was said before.</summary>
    public static Uri WithTimeout(Uri uri, TimeSpan timeout)
    {
        var text = uri.AbsoluteUri;
        var before = text.LastIndexOf(Timeout, StringComparison.Ordinal);
        if (before > 0 && text[before - 1] is '?' or '&')
        {
            text = text[..(before - 1)];
        }

        return new Uri(text + (text.Contains('?', StringComparison.Ordinal) ? '&' : '?') + Timeout + GoDuration(timeout));
    }

    private static string GoDuration(TimeSpan duration) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Max((long)duration.TotalMilliseconds, 1)}ms");
}
