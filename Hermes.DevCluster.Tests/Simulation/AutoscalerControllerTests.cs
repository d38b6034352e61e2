using Hermes.DevCluster.Kinds;
using Hermes.DevCluster.Simulation;

namespace Hermes.DevCluster.Tests.Simulation;

public sealed class AutoscalerControllerTests : IDisposable
{
    private readonly SimulatedWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Autoscaler_WithinItsBounds_IsActiveAndLeavesTheCount()
    {
        await _world.CreateDeploymentAsync(3);

        await CreateAsync();

        _world.Replicas.ShouldBe(3);
        _world.Condition("autoscaling", "horizontalpodautoscalers", "web", "AbleToScale").ShouldBe("True ReadyForNewScale");
        _world.Condition("autoscaling", "horizontalpodautoscalers", "web", "ScalingActive").ShouldBe("True ValidMetricFound");
        _world.Condition("autoscaling", "horizontalpodautoscalers", "web", "ScalingLimited").ShouldBe("False DesiredWithinRange");
        var status = Status();
        status.IntegerAt("currentReplicas").ShouldBe(3);
        status.IntegerAt("desiredReplicas").ShouldBe(3);
        status.ObjectsAt("currentMetrics").Single().IntegerAt("resource", "current", "averageUtilization").ShouldBe(70);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(9, 5)]
    public async Task Count_OutsideTheBounds_IsBroughtWithin(int count, int expected)
    {
        await _world.CreateDeploymentAsync(count);

        await CreateAsync();

        _world.Replicas.ShouldBe(expected);
        _world.DeploymentStatus("replicas").IntegerAt().ShouldBe(expected);
        Status().IntegerAt("currentReplicas").ShouldBe(expected);
    }

    [Fact]
    public async Task Count_SetByHand_IsBroughtBackWithin()
    {
        await _world.CreateDeploymentAsync(3);
        await CreateAsync();

        await _world.SetReplicasAsync(50);

        _world.Replicas.ShouldBe(5);
    }

    [Fact]
    public async Task Replicas_AreWrittenThroughTheScaleSubresource()
    {
        await _world.CreateDeploymentAsync(1);

        await CreateAsync();

        _world.Get("apps", "deployments", "web").ObjectsAt("metadata", "managedFields")
            .Single(entry => entry.At("fieldsV1", "f:spec", "f:replicas") is not null)
            .TextAt("subresource").ShouldBe("scale");
    }

    [Fact]
    public async Task Load_MeasuredHigh_ScalesUpToTheMaximum()
    {
        await _world.CreateDeploymentAsync(2);
        await CreateAsync();

        _world.Simulator.SetUtilization("default", "web", "cpu", 105);
        _world.Replicas.ShouldBe(3);
        await _world.SettleAsync();

        _world.Replicas.ShouldBe(5);
        _world.Condition("autoscaling", "horizontalpodautoscalers", "web", "ScalingLimited").ShouldBe("True TooManyReplicas");
    }

    [Fact]
    public async Task Target_Missing_IsToldAndHealsWhenItComes()
    {
        await CreateAsync();
        _world.Condition("autoscaling", "horizontalpodautoscalers", "web", "AbleToScale").ShouldBe("False FailedGetScale");

        await _world.CreateDeploymentAsync(3);

        _world.Condition("autoscaling", "horizontalpodautoscalers", "web", "AbleToScale").ShouldBe("True ReadyForNewScale");
    }

    [Fact]
    public async Task Target_AtZero_IsLeftThere()
    {
        await _world.CreateDeploymentAsync(0);

        await CreateAsync();

        _world.Replicas.ShouldBe(0);
        _world.Condition("autoscaling", "horizontalpodautoscalers", "web", "ScalingActive").ShouldBe("False ScalingDisabled");
    }

    [Fact]
    public async Task Autoscalers_OfOneTarget_StopEachOther_UntilOneGoes()
    {
        await _world.CreateDeploymentAsync(3);
        await CreateAsync();
        await CreateAsync("foreign");
        _world.Condition("autoscaling", "horizontalpodautoscalers", "web", "ScalingActive").ShouldBe("False AmbiguousSelector");

        await _world.DeleteAsync("autoscaling", "horizontalpodautoscalers", "foreign");

        _world.Condition("autoscaling", "horizontalpodautoscalers", "web", "ScalingActive").ShouldBe("True ValidMetricFound");
    }

    [Fact]
    public async Task MetricsApi_TakenAway_IsTold()
    {
        await _world.CreateDeploymentAsync(3);
        await CreateAsync();

        await _world.DeleteAsync("apiregistration.k8s.io", "apiservices", ClusterFurniture.MetricsApi);

        _world.Condition("autoscaling", "horizontalpodautoscalers", "web", "ScalingActive").ShouldBe("False FailedGetResourceMetric");
    }

    [Fact]
    public async Task Bounds_AreHeldWithoutMetricsToo()
    {
        await _world.DeleteAsync("apiregistration.k8s.io", "apiservices", ClusterFurniture.MetricsApi);
        await _world.CreateDeploymentAsync(1);

        await CreateAsync();

        _world.Replicas.ShouldBe(2);
        _world.Condition("autoscaling", "horizontalpodautoscalers", "web", "ScalingActive").ShouldBe("False FailedGetResourceMetric");
    }

    [Fact]
    public async Task Container_WithoutARequest_IsTold()
    {
        await _world.CreateDeploymentAsync(3);
        await _world.UpdateAsync("apps", "deployments", "web", value =>
            value.ObjectsAt("spec", "template", "spec", "containers").Single().Remove("resources"));

        await CreateAsync();

        _world.Condition("autoscaling", "horizontalpodautoscalers", "web", "ScalingActive").ShouldBe("False FailedGetResourceMetric");
    }

    [Fact]
    public async Task AtRest_NothingIsWritten()
    {
        await _world.CreateDeploymentAsync(1);
        await CreateAsync();
        var revision = _world.Revision;

        await _world.AdvanceAsync(TimeSpan.FromHours(1));

        _world.Revision.ShouldBe(revision);
    }

    private System.Text.Json.Nodes.JsonObject? Status(string name = "web") =>
        _world.Get("autoscaling", "horizontalpodautoscalers", name).ObjectAt("status");

    private Task CreateAsync(string name = "web") => _world.CreateAsync("autoscaling", "horizontalpodautoscalers", $$$"""
        {"metadata": {"name": "{{{name}}}", "namespace": "default"}, "spec": {"minReplicas": 2, "maxReplicas": 5,
         "scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"}, "metrics": [{"type": "Resource", "resource": {
           "name": "cpu", "target": {"type": "Utilization", "averageUtilization": 70} } }] } }
        """);
}
