using System.Text.RegularExpressions;
using Hermes.Otlp;
using Hermes.Service.Tests.Processes;

namespace Hermes.Service.Tests.Telemetry;

/// <summary>What <c>docs/observability.md</c> says an app reports, and the dashboards therefore show, is what the service exports.</summary>
public sealed partial class MetricsDocumentTests
{
    [Fact]
    public async Task Metrics_OfTheDocumentFromTheApp_AreExportedWithTheirUnits()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var service = await ServiceProcess.StartAsync(
            ("HERMES_DRAIN_DELAY_SECONDS", "0"), ("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.Address));
        // Memory beyond the collector's budget for its youngest generation: it has collected by the end.
        await service.Client.GetStringAsync(new Uri("/work?ms=1&mb=64", UriKind.Relative));
        await service.TerminateAsync();
        (await service.ExitAsync()).ShouldBe(0);

        var documented = Row.Matches(await File.ReadAllTextAsync(DocumentPath())).Select(match => (match.Groups["name"].Value, match.Groups["unit"].Value)).ToList();

        documented.Count.ShouldBeGreaterThan(4);
        documented.Except(receiver.Points.Select(point => (point.Name, point.Unit))).ShouldBeEmpty();
    }

    [GeneratedRegex(@"^\| `(?<name>[a-z._]+)` \| [^|]+ \| `(?<unit>[^`]+)` \| the app", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Row { get; }

    private static string DocumentPath() => Path.Combine(AppContext.BaseDirectory, "observability.md");
}
