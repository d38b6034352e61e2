using System.Collections.Concurrent;
using System.Net.Http.Headers;
using Microsoft.Extensions.Logging;

namespace Hermes.Kubernetes.Transport;

/// <summary>Logs the warnings that the API server adds to its answers, such as of a deprecated version: each text once.</summary>
internal sealed class ServerWarnings(ILogger logger)
{
    private const int Capacity = 256;

    private readonly ConcurrentDictionary<string, bool> _told = new();

    public void Report(HttpResponseHeaders headers)
    {
        if (!headers.NonValidated.Contains("Warning"))
        {
            return;
        }

        foreach (var warning in headers.Warning)
        {
            if (_told.Count < Capacity && _told.TryAdd(warning.Text, true))
            {
                TransportLog.Warned(logger, warning.Text);
            }
        }
    }
}
