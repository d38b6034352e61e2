using System.Globalization;

namespace Hermes.DevCluster.Storage;

/// <summary>Times as objects carry them: RFC 3339 in whole seconds.</summary>
internal static class Timestamp
{
    /// <summary>Now.</summary>
    public static string Now(TimeProvider clock) =>
        clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
