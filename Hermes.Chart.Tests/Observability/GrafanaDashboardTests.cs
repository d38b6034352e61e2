using System.Text.Json.Nodes;

namespace Hermes.Chart.Tests.Observability;

/// <summary><c>config/observability/grafana</c>.</summary>
public sealed class GrafanaDashboardTests
{
    public static TheoryData<string> Dashboards => [.. DashboardFiles.Of("grafana")];

    [Theory]
    [MemberData(nameof(Dashboards))]
    public void Series_OfADashboard_AreMadeOfDocumentedMetrics(string file)
    {
        var read = Expressions(DashboardFiles.Read("grafana", file)).SelectMany(PromQl.Series).Distinct().ToList();

        read.Count.ShouldBeGreaterThan(10);
        read.Except(MetricRow.Documented().SelectMany(metric => metric.PrometheusSeries())).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Dashboards))]
    public void Panels_OfADashboard_HaveIdsOfTheirOwn(string file) =>
        Panels(DashboardFiles.Read("grafana", file)).Select(panel => panel["id"]!.GetValue<int>()).ShouldBeUnique();

    [Theory]
    [MemberData(nameof(Dashboards))]
    public void Datasources_OfADashboard_AreTheOneThatIsChosenThere(string file)
    {
        var dashboard = DashboardFiles.Read("grafana", file);

        var datasources = DashboardFiles.All(dashboard, "datasource").ToList();
        datasources.ShouldNotBeEmpty();
        datasources.ShouldAllBe(datasource => datasource["uid"]!.GetValue<string>() == "${datasource}");
        dashboard["templating"]!["list"]!.AsArray().ShouldContain(variable =>
            variable!["name"]!.GetValue<string>() == "datasource" && variable["type"]!.GetValue<string>() == "datasource");
    }

    [Theory]
    [MemberData(nameof(Dashboards))]
    public void Panels_OfADashboard_DoNotCoverEachOther(string file)
    {
        var cells = Panels(DashboardFiles.Read("grafana", file)).Select(panel => panel["gridPos"]!).SelectMany(DashboardFiles.Cells).ToList();

        cells.ShouldBeUnique();
        cells.ShouldAllBe(cell => cell.X < 24);
    }

    private static IEnumerable<JsonNode> Panels(JsonNode dashboard) => dashboard["panels"]!.AsArray().Select(panel => panel!);

    private static IEnumerable<string> Expressions(JsonNode dashboard) =>
        DashboardFiles.All(dashboard, "expr").Select(expression => expression.GetValue<string>())
            .Concat(DashboardFiles.All(dashboard, "definition").Select(query => query.GetValue<string>()));
}
