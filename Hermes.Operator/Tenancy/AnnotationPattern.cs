using System.Text.RegularExpressions;

namespace Hermes.Operator.Tenancy;

/// <summary>An annotation's key; with <c>*</c> at the end, every key that starts so.</summary>
internal static partial class AnnotationPattern
{
    private const char Rest = '*';

    public static bool Covers(string pattern, string key) =>
        pattern.EndsWith(Rest) ? key.StartsWith(pattern[..^1], StringComparison.Ordinal) : pattern == key;

    public static bool IsValid(string pattern) => Shape.IsMatch(pattern);

    [GeneratedRegex(@"\A([A-Za-z0-9][-A-Za-z0-9_./]{0,316})?([A-Za-z0-9]|\*)\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shape { get; }
}
