namespace Hermes.DevCluster.Schemas.Definitions;

/// <summary>Names as DNS has them, and the real server's words for one that is not.</summary>
internal static class DnsNames
{
    private const string LabelPattern = "[a-z]([-a-z0-9]*[a-z0-9])?";

    private const string SubdomainPattern = @"[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*";

    /// <summary>What is wrong with a DNS-1035 label; null when nothing is.</summary>
    public static string? FaultOfLabel(string name) => Faults(
        name,
        63,
        LabelPattern,
        "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an "
        + "alphanumeric character (e.g. 'my-name',  or 'abc-123', ");

    /// <summary>What is wrong with an RFC 1123 subdomain; null when nothing is.</summary>
    public static string? FaultOfSubdomain(string name) => Faults(
        name,
        253,
        SubdomainPattern,
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an "
        + "alphanumeric character (e.g. 'example.com', ");

    private static string? Faults(string name, int most, string pattern, string rule)
    {
        var faults = new List<string>();
        if (name.Length > most)
        {
            faults.Add($"must be no more than {most} bytes");
        }

        if (GoRegex.Compile($"^{pattern}$")?.IsMatch(name) != true)
        {
            faults.Add($"{rule}regex used for validation is '{pattern}')");
        }

        return faults.Count == 0 ? null : string.Join(',', faults);
    }
}
