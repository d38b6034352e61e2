namespace Hermes.DevCluster.Hosting;

/// <summary>The <c>Warning</c> header of RFC 7234.</summary>
internal static class WarningHeader
{
    /// <summary>The header's value for a text.</summary>
    public static string Of(string text)
    {
        var quoted = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);

        // Names in a body may be any text; a header may not.
        var clean = string.Concat(quoted.Select(letter => letter is < ' ' or > '~' ? '?' : letter));
        return $"299 - \"{clean}\"";
    }
}
