using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Hermes.Chart.Tests.Observability;

/// <summary><c>config/observability/signoz</c>.</summary>
public sealed partial class SigNozDashboardTests
{
    public static TheoryData<string> Dashboards => [.. DashboardFiles.Of("signoz")];

    [Theory]
    [MemberData(nameof(Dashboards))]
    public void Metrics_OfADashboard_AreDocumented(string file)
    {
        var read = DashboardFiles.All(DashboardFiles.Read("signoz", file), "metricName").Select(name => name.GetValue<string>()).Distinct().ToList();

        read.Count.ShouldBeGreaterThan(10);
        read.Except(MetricRow.Documented().SelectMany(metric => metric.SigNozMetrics())).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Dashboards))]
    public void Widgets_OfADashboard_HaveIdsOfTheirOwnAndAPlaceEach(string file)
    {
        var dashboard = DashboardFiles.Read("signoz", file);
        var widgets = dashboard["widgets"]!.AsArray().Select(widget => widget!["id"]!.GetValue<string>()).ToList();
        var layout = dashboard["layout"]!.AsArray().Select(place => place!).ToList();

        widgets.ShouldBeUnique();
        layout.Select(place => place["i"]!.GetValue<string>()).ShouldBe(widgets, ignoreOrder: true);
        layout.SelectMany(DashboardFiles.Cells).ToList().ShouldBeUnique();
    }

    [Theory]
    [MemberData(nameof(Dashboards))]
    public void Filters_OfADashboard_NameVariablesThatItHas(string file)
    {
        var dashboard = DashboardFiles.Read("signoz", file);
        var variables = dashboard["variables"]!.AsObject().Select(variable => variable.Value!["name"]!.GetValue<string>()).ToList();

        var named = DashboardFiles.All(dashboard, "filter").SelectMany(filter => Variable.Matches(filter["expression"]!.GetValue<string>()))
            .Select(match => match.Groups["name"].Value).Distinct();
        named.ShouldBe(variables, ignoreOrder: true);
    }

    /// <summary>Who changes one product's dashboard is to change the other's.</summary>
    [Theory]
    [MemberData(nameof(Dashboards))]
    public void Panels_OfADashboard_AreThoseOfGrafanas(string file) =>
        Titles(DashboardFiles.Read("signoz", file)["widgets"]).ShouldBe(Titles(DashboardFiles.Read("grafana", file)["panels"]), ignoreOrder: true);

    private static IEnumerable<string> Titles(JsonNode? panels) => panels!.AsArray().Select(panel => panel!["title"]!.GetValue<string>());

    [GeneratedRegex(@"\$(?<name>\w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Variable { get; }
}
