using Hermes.DevCluster.Kinds;

namespace Hermes.DevCluster.Tests.Kinds.Autoscaling;

public sealed class AutoscalerTests
{
    private static readonly KindRow Row = KindWriter.Row("HorizontalPodAutoscaler", "autoscaling");

    [Fact]
    public void Autoscaler_Created_LooksAsTheRealServerAnswers()
    {
        var value = KindWriter.Create(Row, """
            {"metadata": {"name": "web"}, "spec": {"scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"},
             "maxReplicas": 5, "metrics": [{"type": "Resource", "resource": {"name": "cpu",
               "target": {"type": "Utilization", "averageUtilization": 80}}}]}}
            """);

        value["spec"].ShouldBeJson("""
            {"scaleTargetRef": {"kind": "Deployment", "name": "web", "apiVersion": "apps/v1"}, "minReplicas": 1, "maxReplicas": 5,
             "metrics": [{"type": "Resource", "resource": {"name": "cpu", "target": {"type": "Utilization", "averageUtilization": 80}}}]}
            """);
        value["status"].ShouldBeJson("""{"desiredReplicas": 0, "currentMetrics": null}""");
    }

    [Fact]
    public void Behavior_GivenInPart_IsCompleted()
    {
        var value = KindWriter.Create(Row, """
            {"metadata": {"name": "web"}, "spec": {"scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"}, "maxReplicas": 5,
             "behavior": {"scaleDown": {"stabilizationWindowSeconds": 60}}}}
            """);

        value.At("spec", "behavior").ShouldBeJson("""
            {"scaleUp": {"stabilizationWindowSeconds": 0, "selectPolicy": "Max", "policies": [
               {"type": "Pods", "value": 4, "periodSeconds": 15}, {"type": "Percent", "value": 100, "periodSeconds": 15}]},
             "scaleDown": {"stabilizationWindowSeconds": 60, "selectPolicy": "Max", "policies": [
               {"type": "Percent", "value": 100, "periodSeconds": 15}]}}
            """);
        value.At("spec", "metrics").ShouldBeJson("""
            [{"type": "Resource", "resource": {"name": "cpu", "target": {"type": "Utilization", "averageUtilization": 80}}}]
            """);
    }

    [Theory]
    [InlineData(
        """{"minReplicas": 9, "maxReplicas": 5}""",
        "spec.maxReplicas: Invalid value: 5: must be greater than or equal to `minReplicas`")]
    [InlineData(
        """{"minReplicas": 0, "maxReplicas": 5}""",
        "spec.minReplicas: Invalid value: 0: must be greater than or equal to 1",
        "spec.metrics: Forbidden: must specify at least one Object or External metric to support scaling to zero replicas")]
    [InlineData(
        """{"minReplicas": 1}""",
        "spec.maxReplicas: Required value: must be set and greater than 0",
        "spec.maxReplicas: Invalid value: 0: must be greater than or equal to `minReplicas`")]
    [InlineData(
        """{"maxReplicas": 5, "metrics": [{"type": "Resource", "resource": {"name": "cpu", "target": {"type": "Utilization"}}}]}""",
        "spec.metrics[0].resource.target.averageUtilization: Required value: must set either a target raw value or a target utilization")]
    [InlineData(
        """{"maxReplicas": 5, "behavior": {"scaleUp": {"stabilizationWindowSeconds": 4000}}}""",
        "spec.behavior.scaleUp.stabilizationWindowSeconds: Invalid value: 4000: must be less than or equal to 3600")]
    public void Spec_Checked_HasTheRealServersFaults(string spec, params string[] faults)
    {
        var target = """{"scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"}, """;

        KindWriter.Faults(Row, $$"""{"metadata": {"name": "a"}, "spec": {{target}}{{spec[1..]}}}""").ShouldBe(faults);
    }
}
