using System.Text.Json.Nodes;
using Hermes.Chart.Tests.Manifests;
using Hermes.Kubernetes.Yaml;

namespace Hermes.Chart.Tests.Observability;

/// <summary>The collector of <c>config/observability</c>, with which both products work.</summary>
public sealed class CollectorTests
{
    private static readonly JsonNode Configuration = Read("collector.yaml").ShouldHaveSingleItem();

    [Theory]
    [InlineData("receivers")]
    [InlineData("processors")]
    [InlineData("exporters")]
    public void Pipelines_OfTheCollector_NameWhatItDefinesAndAllOfIt(string kind) =>
        Pipelines().SelectMany(pipeline => Texts(pipeline.Value![kind])).Distinct().ShouldBe(Keys(Configuration[kind]), ignoreOrder: true);

    [Fact]
    public void Extensions_OfTheCollector_AreThoseThatItDefines() =>
        Texts(Configuration["service"]!["extensions"]).ShouldBe(Keys(Configuration["extensions"]));

    [Fact]
    public void Pipelines_OfTheCollector_LimitMemoryFirstAndBatchLast() => Pipelines().ShouldAllBe(pipeline =>
        Texts(pipeline.Value!["processors"]).First() == "memory_limiter" && Texts(pipeline.Value["processors"]).Last() == "batch");

    [Fact]
    public void Pipelines_OfMetrics_ReachBothProducts() =>
        Pipelines().Where(pipeline => pipeline.Key.Split('/')[0] == "metrics").ShouldAllBe(pipeline =>
            Texts(pipeline.Value!["exporters"]).Order(StringComparer.Ordinal).SequenceEqual(new[] { "otlp/signoz", "prometheus" }));

    /// <summary>Without it no series has the labels by which the dashboards select.</summary>
    [Fact]
    public void Prometheus_OfTheCollector_MakesLabelsOfResourceAttributes() =>
        Configuration["exporters"]!["prometheus"]!["resource_to_telemetry_conversion"]!["enabled"]!.GetValue<bool>().ShouldBeTrue();

    [Fact]
    public void Manifests_OfTheCollector_PassEachRuleOfTheRestrictedStandard()
    {
        var objects = new[] { "deployment.yaml", "service.yaml", "rbac.yaml" }.SelectMany(Read).Select(node => node.AsObject()).ToList();

        PodSecurityRules.All.SelectMany(rule => rule.Faults(objects).Select(title => $"{rule.Name}: {title}")).ShouldBeEmpty();
    }

    [Fact]
    public void Ports_OfTheService_AreThoseOnWhichTheCollectorListens()
    {
        string[] endpoints =
        [
            .. DashboardFiles.All(Configuration["receivers"], "endpoint").Select(node => node.GetValue<string>()),
            Configuration["exporters"]!["prometheus"]!["endpoint"]!.GetValue<string>(),
        ];

        Read("service.yaml").ShouldHaveSingleItem()["spec"]!["ports"]!.AsArray().Select(port => $"0.0.0.0:{port!["port"]!.ToJsonString()}").ShouldBe(endpoints);
    }

    [Fact]
    public void Role_OfTheCollector_OnlyReads()
    {
        var rules = Read("rbac.yaml").Single(node => node["kind"]!.GetValue<string>() == "ClusterRole")["rules"]!.AsArray();

        rules.SelectMany(rule => Texts(rule!["verbs"])).Distinct().ShouldBe(["get", "list", "watch"]);
    }

    private static IEnumerable<JsonNode> Read(string file) =>
        YamlReader.Read(File.ReadAllText(RepositoryFolder.PathOf("config", "observability", file))).Select(document => document.Content);

    private static JsonObject Pipelines() => Configuration["service"]!["pipelines"]!.AsObject();

    private static IEnumerable<string> Keys(JsonNode? node) => node!.AsObject().Select(field => field.Key);

    private static IEnumerable<string> Texts(JsonNode? list) => list!.AsArray().Select(item => item!.GetValue<string>());
}
