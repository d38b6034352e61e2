using System.Globalization;
using System.Text.RegularExpressions;

namespace Hermes.DevCluster.Discovery;

/// <summary>
/// Orders versions as Kubernetes prefers them: stable before beta before alpha, later before earlier, anything else last by name
/// (https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning/#version-priority).
/// </summary>
internal sealed partial class VersionOrder : IComparer<string>
{
    private VersionOrder()
    {
    }

    /// <summary>The one there is.</summary>
    public static VersionOrder Instance { get; } = new();

    /// <inheritdoc/>
    public int Compare(string? x, string? y)
    {
        var (a, b) = (Rank(x ?? ""), Rank(y ?? ""));
        var order = b.CompareTo(a);
        return order != 0 ? order : string.CompareOrdinal(x, y);
    }

    private static (int Stability, long Major, long Minor) Rank(string version)
    {
        var match = Shape().Match(version);
        if (!match.Success)
        {
            return (0, 0, 0);
        }

        var stability = match.Groups["stage"].Value switch
        {
            "" => 3,
            "beta" => 2,
            _ => 1,
        };
        return (stability, Number(match.Groups["major"]), Number(match.Groups["minor"]));
    }

    private static long Number(Group digits) =>
        long.TryParse(digits.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    [GeneratedRegex("^v(?<major>[0-9]+)((?<stage>alpha|beta)(?<minor>[0-9]+))?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Shape();
}
