using System.Text.RegularExpressions;

namespace Hermes.Operator.Validation;

/// <summary>What metav1 asks of an annotation's key; the CRD cannot bound a map's keys.</summary>
internal static partial class AnnotationRules
{
    private const int MaxPrefix = 253;
    private const int MaxName = 63;

    public static IEnumerable<FieldFault> Check(string path, IReadOnlyDictionary<string, string>? annotations) =>
        (annotations?.Keys ?? []).Where(key => !IsKey(key)).Select(key =>
            new FieldFault($"{path}[{key}]", "must have a key of letters, digits, '-', '_' and '.', after a DNS name and '/' if it has one"));

    private static bool IsKey(string key)
    {
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        var name = key[(slash + 1)..];
        var prefix = slash < 0 ? null : key[..slash].ToLowerInvariant();
        return name.Length is > 0 and <= MaxName && Name.IsMatch(name)
            && (prefix is null || (prefix.Length is > 0 and <= MaxPrefix && Prefix.IsMatch(prefix)));
    }

    [GeneratedRegex(@"\A[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name { get; }

    [GeneratedRegex(
        @"\A[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Prefix { get; }
}
