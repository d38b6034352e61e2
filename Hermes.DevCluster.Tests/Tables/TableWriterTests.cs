using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds;
using Hermes.DevCluster.Tables;
using Hermes.DevCluster.Tests.Kinds;

namespace Hermes.DevCluster.Tests.Tables;

public sealed class TableWriterTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 5, 0, TimeSpan.Zero);

    private const string Metadata = """
        "metadata": {"name": "web", "namespace": "demo", "resourceVersion": "7", "creationTimestamp": "2026-01-01T00:00:00Z"}
        """;

    [Fact]
    public void Deployment_HasKubectlsColumns()
    {
        var table = Write("Deployment", "apps", """
            "spec": {"replicas": 3, "selector": {"matchLabels": {"b": "2", "a": "1"}}, "template": {"spec": {"containers": [
              {"name": "app", "image": "x:1"}, {"name": "side", "image": "y:2"}]}}},
            "status": {"readyReplicas": 1, "updatedReplicas": 2, "availableReplicas": 1}
            """);

        Columns(table).ShouldBe(
            ["Name/0", "Ready/0", "Up-to-date/0", "Available/0", "Age/0", "Containers/1", "Images/1", "Selector/1"]);
        Cells(table).ShouldBe(["web", "1/3", "2", "1", "5m", "app,side", "x:1,y:2", "a=1,b=2"]);
    }

    [Theory]
    [InlineData(
        """{"type": "ClusterIP", "clusterIP": "10.96.0.16", "ports": [{"port": 80, "protocol": "TCP"}], "selector": {"app": "web"}}""",
        "",
        "ClusterIP",
        "10.96.0.16",
        "<none>",
        "80/TCP",
        "5m",
        "app=web")]
    [InlineData(
        """{"type": "LoadBalancer", "clusterIP": "10.96.0.16", "ports": [{"port": 80, "nodePort": 30000, "protocol": "TCP"}]}""",
        "",
        "LoadBalancer",
        "10.96.0.16",
        "<pending>",
        "80:30000/TCP",
        "5m",
        "<none>")]
    [InlineData(
        """{"type": "LoadBalancer", "clusterIP": "10.96.0.16"}""",
        """, "status": {"loadBalancer": {"ingress": [{"ip": "172.18.0.2"}]}}""",
        "LoadBalancer",
        "10.96.0.16",
        "172.18.0.2",
        "<none>",
        "5m",
        "<none>")]
    [InlineData("""{"type": "ExternalName", "externalName": "a.b"}""", "", "ExternalName", "<none>", "a.b", "<none>", "5m", "<none>")]
    public void Service_ShowsWhereItIsReached(string spec, string status, params string[] cells) =>
        Cells(Write("Service", "", $"\"spec\": {spec}{status}")).Skip(1).ShouldBe(cells);

    [Fact]
    public void Autoscaler_ShowsItsTargets()
    {
        var table = Write("HorizontalPodAutoscaler", "autoscaling", """
            "spec": {"scaleTargetRef": {"kind": "Deployment", "name": "web"}, "minReplicas": 1, "maxReplicas": 5, "metrics": [
              {"type": "Resource", "resource": {"name": "cpu", "target": {"type": "Utilization", "averageUtilization": 70}}},
              {"type": "External", "external": {"metric": {"name": "s0"}, "target": {"type": "AverageValue", "averageValue": "100"}}},
              {"type": "Resource", "resource": {"name": "memory", "target": {"type": "Utilization", "averageUtilization": 80}}}]},
            "status": {"currentReplicas": 2, "currentMetrics": [
              {"type": "Resource", "resource": {"name": "cpu", "current": {"averageUtilization": 50}}}]}
            """);

        Cells(table).ShouldBe(
            ["web", "Deployment/web", "cpu: 50%/70%, <unknown>/100 (avg) + 1 more...", "1", "5", "2", "5m"]);
    }

    [Fact]
    public void Pod_WaitingForItsImage_SaysSo()
    {
        var table = Write("Pod", "", """
            "spec": {"containers": [{"name": "app"}], "nodeName": "node-1"}, "status": {"phase": "Pending", "containerStatuses": [
              {"name": "app", "ready": false, "restartCount": 2, "state": {"waiting": {"reason": "ImagePullBackOff"}}}]}
            """);

        Cells(table).Take(5).ShouldBe(["web", "0/1", "ImagePullBackOff", "2", "5m"]);
    }

    [Fact]
    public void Event_IsNamedInItsLastColumn()
    {
        var table = Write("Event", "", """
            "type": "Normal", "reason": "Created", "message": " made ", "involvedObject": {"kind": "HermesApp", "name": "web"},
            "firstTimestamp": null, "eventTime": "2026-01-01T00:04:50.000000Z", "reportingComponent": "hermes"
            """);

        Columns(table)[0].ShouldBe("Last Seen/0");
        Cells(table).ShouldBe(["10s", "Normal", "Created", "hermesapp/web", "", "hermes", "made", "10s", "1", "web"]);
    }

    [Fact]
    public void CustomResource_KeepsTheTypesOfItsColumns()
    {
        var row = new KindRow
        {
            Group = "example.dev",
            Version = "v1",
            Kind = "Widget",
            Plural = "widgets",
            Custom = true,
            Columns =
            [
                new("Image", "string", value => value.At("spec", "image")),
                new("Age", "date", value => value.At("metadata", "creationTimestamp")),
            ],
        };

        var table = TableWriter.Write(row, [Parse("\"spec\": {}")], null, IncludeObject.None, Now);

        table.ObjectsAt("columnDefinitions").Select(column => column.TextAt("type")).ShouldBe(["string", "string", "date"]);
        table.ObjectsAt("rows").Single()["cells"].ShouldBeJson("""["web", null, "5m"]""");
        table.ObjectsAt("rows").Single().ShouldBeJson("""{"cells": ["web", null, "5m"], "object": null}""");
    }

    [Fact]
    public void Rows_CarryWhatWasAskedFor()
    {
        var row = KindWriter.Row("ConfigMap", "");
        var value = Parse("\"kind\": \"ConfigMap\", \"data\": {\"a\": \"1\"}");

        var partial = TableWriter.Write(row, [value], null, IncludeObject.Metadata, Now).ObjectsAt("rows").Single()["object"];
        var whole = TableWriter.Write(row, [value], null, IncludeObject.Object, Now).ObjectsAt("rows").Single()["object"];

        partial.TextAt("kind").ShouldBe("PartialObjectMetadata");
        partial.At("data").ShouldBeNull();
        JsonNode.DeepEquals(whole, value).ShouldBeTrue();
    }

    [Fact]
    public void Table_OfAListAndOfOneObject_CarryTheirResourceVersion()
    {
        var row = KindWriter.Row("ConfigMap", "");

        TableWriter.Write(row, [], new JsonObject { ["resourceVersion"] = "9" }, IncludeObject.None, Now)
            .TextAt("metadata", "resourceVersion").ShouldBe("9");
        TableWriter.Write(row, [Parse("\"data\": {}")], null, IncludeObject.None, Now, columns: false)
            .TextAt("metadata", "resourceVersion").ShouldBe("7");
    }

    private static JsonObject Write(string kind, string group, string fields) =>
        TableWriter.Write(KindWriter.Row(kind, group), [Parse(fields)], null, IncludeObject.Metadata, Now);

    private static JsonObject Parse(string fields) => JsonNode.Parse($"{{{Metadata}, {fields}}}")!.AsObject();

    private static IReadOnlyList<string> Columns(JsonObject table) =>
        [.. table.ObjectsAt("columnDefinitions").Select(column => $"{column.TextAt("name")}/{column.IntegerAt("priority")}")];

    private static IReadOnlyList<string> Cells(JsonObject table) =>
        [.. table.ObjectsAt("rows").Single().ArrayAt("cells")!.Select(cell => cell?.ToString() ?? "")];
}
