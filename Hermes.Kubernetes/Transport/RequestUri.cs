using System.Globalization;
using System.Text;

namespace Hermes.Kubernetes.Transport;

internal static class RequestUri
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    /// <param name="root">The server's address without a slash at its end.</param>
    /// <param name="request">The call.</param>
    /// <param name="timeout">When the server shall give the call up; null for its own choice.</param>
    public static Uri Of(string root, ApiRequest request, TimeSpan? timeout)
    {
        var uri = new StringBuilder(root, 256).Append('/').Append(request.Path);
        var separator = '?';
        foreach (var (name, value) in request.Query)
        {
            Append(name, value);
        }

        if (timeout is { } limit)
        {
            Append("timeout", GoDuration(limit > Shortest ? limit : Shortest));
        }

        return new Uri(uri.ToString());

        void Append(string name, string? value)
        {
            if (value is not null)
            {
                uri.Append(separator).Append(name).Append('=').Append(Uri.EscapeDataString(value));
                separator = '&';
            }
        }
    }

    private static string GoDuration(TimeSpan duration) =>
        string.Create(CultureInfo.InvariantCulture, $"{(long)duration.TotalMilliseconds}ms");
}
