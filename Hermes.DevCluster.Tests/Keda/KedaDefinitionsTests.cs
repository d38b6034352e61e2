using System.Text.Json.Nodes;
using Hermes.DevCluster.Keda;
using Hermes.DevCluster.Kinds;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Tests.Keda;

public sealed class KedaDefinitionsTests
{
    private const string ScaledObject = """
        {"apiVersion": "keda.sh/v1alpha1", "kind": "ScaledObject", "metadata": {"name": "web"}, "spec": {
          "scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"}, "minReplicaCount": 0, "maxReplicaCount": 5,
          "cooldownPeriod": 300, "triggers": [
            {"type": "external-push", "metadata": {"scalerAddress": "scaler.keda:9090", "httpScaledObject": "web"}},
            {"type": "cpu", "metricType": "Utilization", "metadata": {"value": "80"}}]}}
        """;

    private const string HttpScaledObject = """
        {"apiVersion": "http.keda.sh/v1alpha1", "kind": "HTTPScaledObject", "metadata": {"name": "web"}, "spec": {
          "hosts": ["a.example.com"], "scaleTargetRef": {"name": "web", "kind": "Deployment", "apiVersion": "apps/v1", "service": "web",
          "port": 80}, "replicas": {"min": 0, "max": 5}, "scalingMetric": {"concurrency": {"targetValue": 100}}}}
        """;

    private const string InterceptorRoute = """
        {"apiVersion": "http.keda.sh/v1beta1", "kind": "InterceptorRoute", "metadata": {"name": "web"}, "spec": {
          "target": {"service": "web", "port": 80}, "rules": [{"hosts": ["a.example.com"]}],
          "scalingMetric": {"concurrency": {"targetValue": 100}}}}
        """;

    [Fact]
    public void Definitions_AreAcceptedByTheServersOwnChecks()
    {
        KedaDefinitions.All.Count.ShouldBe(4);
        foreach (var definition in KedaDefinitions.All)
        {
            CustomResourceDefinitions.Check(definition).ShouldBeEmpty(definition.TextAt("metadata", "name"));
        }
    }

    [Fact]
    public void Definitions_AreFreshCopiesEachTime()
    {
        KedaDefinitions.All[0]["spec"] = null;

        KedaDefinitions.All[0]["spec"].ShouldNotBeNull();
    }

    [Theory]
    [InlineData("ScaledObject", ScaledObject)]
    [InlineData("HTTPScaledObject", HttpScaledObject)]
    [InlineData("InterceptorRoute", InterceptorRoute)]
    public void Object_AsTheOperatorWritesIt_IsKeptAsItIs(string kind, string json)
    {
        var row = Row(kind);
        var value = JsonNode.Parse(json)!.AsObject();

        SchemaPruner.Prune(value, row.Schema).ShouldBeEmpty();
        SchemaDefaulter.Apply(value, row.Schema);

        SchemaValidator.Validate(value, null, row.Schema).ShouldBeEmpty();
        value.ShouldBeJson(json);
    }

    [Theory]
    [InlineData(
        "HTTPScaledObject",
        HttpScaledObject,
        "\"port\": 80",
        "\"port\": 80, \"portName\": \"http\"",
        "spec.scaleTargetRef: Invalid value: must define either the 'portName' or the 'port'")]
    [InlineData("ScaledObject", ScaledObject, "\"maxReplicaCount\": 5", "\"maxReplicaCount\": 0", "spec.maxReplicaCount: Invalid value: 0: spec.maxReplicaCount in body should be greater than or equal to 1")]
    [InlineData(
        "ScaledObject",
        ScaledObject,
        "\"minReplicaCount\": 0",
        "\"minReplicaCount\": 9",
        "spec: Invalid value: minReplicaCount must be less than or equal to maxReplicaCount")]
    [InlineData("ScaledObject", ScaledObject, "\"type\": \"cpu\", ", "", "spec.triggers[1].type: Required value")]
    [InlineData(
        "InterceptorRoute",
        InterceptorRoute,
        ", \"port\": 80",
        "",
        "spec.target: Invalid value: exactly one of 'port' or 'portName' must be set")]
    public void Object_BreakingARule_IsRefused(string kind, string json, string part, string broken, string fault)
    {
        var row = Row(kind);
        var value = JsonNode.Parse(json.Replace(part, broken, StringComparison.Ordinal))!.AsObject();
        SchemaDefaulter.Apply(value, row.Schema);

        var faults = SchemaValidator.Validate(value, null, row.Schema).Select(each => $"{each.Field}: {each.Message}");

        faults.ShouldContain(fault);
    }

    [Fact]
    public void ScaledObject_Printed_HasKedasColumns() =>
        Row("ScaledObject").Columns.Select(column => column.Name).ShouldBe(
        [
            "ScaleTargetKind", "ScaleTargetName", "Min", "Max", "Ready", "Active", "Fallback", "Paused", "Triggers", "Authentications",
            "Age",
        ]);

    private static KindRow Row(string kind) =>
        KedaDefinitions.All.SelectMany(CustomResourceDefinitions.Rows).Single(row => row.Kind == kind);
}
