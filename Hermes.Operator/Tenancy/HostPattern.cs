using System.Text.RegularExpressions;
using Hermes.Operator.Entities;

namespace Hermes.Operator.Tenancy;

/// <summary>A host; <c>*.example.com</c> for all below it, however deep; <c>*</c> for any.</summary>
internal static partial class HostPattern
{
    public const string Any = "*";
    public const string Wildcard = "*.";

    /// <summary>Whether a host, itself perhaps a wildcard, is within a pattern.</summary>
    public static bool Covers(string pattern, string host) =>
        pattern == Any || pattern == host
        || (pattern.StartsWith(Wildcard, StringComparison.Ordinal) && host.EndsWith(pattern[1..], StringComparison.Ordinal));

    public static bool IsValid(string pattern) => pattern == Any || (pattern.Length <= Bounds.ObjectName && Host.IsMatch(pattern));

    [GeneratedRegex(Patterns.Host + @"(?!\n)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Host { get; }
}
