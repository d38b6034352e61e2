using System.Text.RegularExpressions;
using Hermes.Operator.Entities;

namespace Hermes.Operator.Validation;

/// <summary>What metav1 and the operator ask of an annotation's key; the CRD cannot bound a map's keys.</summary>
internal static partial class AnnotationRules
{
    public const string NoSnippet = "must not be a snippet: it would become configuration of the ingress controller itself, and run with its rights";

    private const int MaxPrefix = 253;
    private const int MaxName = 63;

    /// <summary>How the annotations end by which ingress controllers take configuration as text (CVE-2021-25742).</summary>
    public static IReadOnlyList<string> SnippetEnds { get; } = ["-snippet", "-snippets"];

    public static IEnumerable<FieldFault> Check(string path, IReadOnlyDictionary<string, string>? annotations)
    {
        foreach (var key in annotations?.Keys ?? [])
        {
            if (!IsKey(key))
            {
                yield return new($"{path}[{key}]", "must have a key of letters, digits, '-', '_' and '.', after a DNS name and '/' if it has one");
            }
            else if (key.StartsWith($"{HermesApp.KubeGroup}/", StringComparison.Ordinal))
            {
                yield return new($"{path}[{key}]", $"must not be under {HermesApp.KubeGroup}/: those are the operator's own");
            }
            else if (IsSnippet(key))
            {
                yield return new($"{path}[{key}]", NoSnippet);
            }
        }
    }

    public static bool IsSnippet(string key) => SnippetEnds.Any(end => key.EndsWith(end, StringComparison.OrdinalIgnoreCase));

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
