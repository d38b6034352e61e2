using System.Text.RegularExpressions;

namespace Hermes.Chart.Tests.Observability;

/// <summary>A metric as a table of the documents says it: <c>| `name` | kind | unit | …</c>.</summary>
internal sealed partial record MetricRow(string Name, string Kind, string Unit)
{
    /// <summary>The operator's own, which tests beside the code hold against it, and those that the service, .NET and the collector report.</summary>
    public static IReadOnlyList<MetricRow> Documented() => [.. new[] { "telemetry.md", "observability.md" }
        .SelectMany(file => Row.Matches(File.ReadAllText(RepositoryFolder.PathOf("docs", file))))
        .Select(match => new MetricRow(match.Groups["name"].Value, match.Groups["kind"].Value, match.Groups["unit"].Value))];

    /// <summary>
    /// The series that the collector's Prometheus exporter makes of it: OpenTelemetry's rules for names, by which dots become underscores,
    /// a unit its suffix, a number of something in braces none, and a gauge of unit 1 a ratio.
    /// </summary>
    public IEnumerable<string> PrometheusSeries()
    {
        var name = Name.Replace('.', '_') + Unit switch
        {
            "s" => "_seconds",
            "By" => "_bytes",
            "1" when Kind == "gauge" => "_ratio",
            _ => "",
        };
        return Kind switch
        {
            "counter" => [$"{name}_total"],
            "histogram" => [$"{name}_bucket", $"{name}_count", $"{name}_sum"],
            _ => [name],
        };
    }

    /// <summary>The metrics that SigNoz keeps of it: a histogram's parts are metrics of their own.</summary>
    public IEnumerable<string> SigNozMetrics() => Kind == "histogram" ? [$"{Name}.bucket", $"{Name}.count", $"{Name}.sum"] : [Name];

    [GeneratedRegex(@"^\| `(?<name>[a-z0-9_]+(\.[a-z0-9_]+)+)` \| (?<kind>counter|up-down counter|gauge|histogram) \| `(?<unit>[^`]+)` \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Row { get; }
}
