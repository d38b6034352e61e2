using Hermes.DevCluster.Kinds;

namespace Hermes.DevCluster.Tests.Simulation;

public sealed class ScaledObjectControllerTests : IDisposable
{
    private const string Keda = "keda.sh";
    private const string ScaledObjects = "scaledobjects";
    private const string Autoscalers = "horizontalpodautoscalers";

    private readonly SimulatedWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Route_Created_IsReady()
    {
        await CreateRouteAsync();

        _world.Condition("http.keda.sh", "httpscaledobjects", "web", "Ready").ShouldBe("True Ready");
        _world.Get("http.keda.sh", "httpscaledobjects", "web").TextAt("status", "targetService").ShouldBe("web:80");
    }

    [Fact]
    public async Task ScaledObject_Created_GetsItsAutoscalerAndStatus()
    {
        await CreateAllAsync();

        var scaledObject = _world.Get(Keda, ScaledObjects, "web");
        scaledObject.TextsAt("metadata", "finalizers").ShouldBe(["finalizer.keda.sh"]);
        scaledObject.TextsAt("status", "externalMetricNames").ShouldBe(["s0-http-web"]);
        scaledObject.TextsAt("status", "resourceMetricNames").ShouldBe(["cpu"]);
        scaledObject.TextAt("status", "hpaName").ShouldBe("keda-hpa-web");
        _world.Condition(Keda, ScaledObjects, "web", "Ready").ShouldBe("True ScaledObjectReady");
        var autoscaler = _world.Get("autoscaling", Autoscalers, "keda-hpa-web");
        autoscaler.ObjectsAt("metadata", "ownerReferences").Single().TextAt("uid").ShouldBe(scaledObject.TextAt("metadata", "uid"));
        autoscaler.At("spec", "metrics").ShouldBeJson("""
            [{"type": "External", "external": {"metric": {"name": "s0-http-web", "selector": {"matchLabels": {"scaledobject.keda.sh/name": "web"}}},
               "target": {"type": "AverageValue", "averageValue": "100"}}},
             {"type": "Resource", "resource": {"name": "cpu", "target": {"type": "Utilization", "averageUtilization": 80}}}]
            """);
        autoscaler.IntegerAt("spec", "minReplicas").ShouldBe(1);
        autoscaler.IntegerAt("spec", "maxReplicas").ShouldBe(5);
    }

    [Fact]
    public async Task WithoutRequests_ItSleepsAfterTheInitialCooldown()
    {
        await CreateAllAsync();

        await _world.AdvanceAsync(TimeSpan.FromSeconds(299));
        _world.Replicas.ShouldBe(1);
        await _world.AdvanceAsync(TimeSpan.FromSeconds(1));

        _world.Replicas.ShouldBe(0);
        _world.Condition(Keda, ScaledObjects, "web", "Active").ShouldBe("False ScalerNotActive");
        _world.Condition("autoscaling", Autoscalers, "keda-hpa-web", "ScalingActive").ShouldBe("False ScalingDisabled");
    }

    [Fact]
    public async Task Requests_WakeItAndScaleIt()
    {
        await CreateAllAsync();
        await _world.AdvanceAsync(TimeSpan.FromSeconds(300));

        _world.Simulator.SetPendingRequests("default", "web", 250);
        await _world.SettleAsync();

        _world.Replicas.ShouldBe(3);
        _world.Condition(Keda, ScaledObjects, "web", "Active").ShouldBe("True ScalerActive");
    }

    [Fact]
    public async Task Requests_Over_LetItSleepAfterTheCooldown()
    {
        await CreateAllAsync();
        _world.Simulator.SetPendingRequests("default", "web", 50);
        await _world.AdvanceAsync(TimeSpan.FromSeconds(1000));
        _world.Replicas.ShouldBe(1);

        _world.Simulator.SetPendingRequests("default", "web", 0);
        await _world.SettleAsync();
        _world.Replicas.ShouldBe(1);
        await _world.AdvanceAsync(TimeSpan.FromSeconds(300));

        _world.Replicas.ShouldBe(0);
    }

    [Fact]
    public async Task Minimum_Raised_WakesIt()
    {
        await CreateAllAsync();
        await _world.AdvanceAsync(TimeSpan.FromSeconds(300));

        await _world.UpdateAsync(Keda, ScaledObjects, "web", value => value["spec"]!["minReplicaCount"] = 2);

        _world.Replicas.ShouldBe(2);
        _world.Get("autoscaling", Autoscalers, "keda-hpa-web").IntegerAt("spec", "minReplicas").ShouldBe(2);
    }

    [Fact]
    public async Task Route_ThatComesLate_IsOnlySeenWhenTheAutoscalerIsMadeAnew()
    {
        await _world.CreateDeploymentAsync(1);
        await CreateScaledObjectAsync();
        _world.Get(Keda, ScaledObjects, "web").TextsAt("status", "externalMetricNames").ShouldBeEmpty();
        await CreateRouteAsync();
        _world.Get(Keda, ScaledObjects, "web").TextsAt("status", "externalMetricNames").ShouldBeEmpty();

        await _world.DeleteAsync("autoscaling", Autoscalers, "keda-hpa-web");

        _world.Get(Keda, ScaledObjects, "web").TextsAt("status", "externalMetricNames").ShouldBe(["s0-http-web"]);
        _world.Get("autoscaling", Autoscalers, "keda-hpa-web").ShouldNotBeNull();
    }

    [Fact]
    public async Task Target_Missing_IsTold()
    {
        _world.Simulator.StopKedaWebhook();
        await CreateRouteAsync();

        await CreateScaledObjectAsync();

        _world.Condition(Keda, ScaledObjects, "web", "Ready").ShouldBe("False ScaledObjectCheckFailed");
    }

    [Fact]
    public async Task ScaledObject_Deleted_GoesWithItsAutoscaler()
    {
        await CreateAllAsync();

        await _world.DeleteAsync(Keda, ScaledObjects, "web");

        _world.Get(Keda, ScaledObjects, "web").ShouldBeNull();
        _world.Get("autoscaling", Autoscalers, "keda-hpa-web").ShouldBeNull();
        _world.Replicas.ShouldBe(1);
    }

    [Fact]
    public async Task ScaledObject_DeletedWhileKedaIsDown_StaysUntilItIsBack()
    {
        await CreateAllAsync();
        _world.Simulator.StopKeda();

        await _world.DeleteAsync(Keda, ScaledObjects, "web");
        _world.Get(Keda, ScaledObjects, "web").TextAt("metadata", "deletionTimestamp").ShouldNotBeNull();
        _world.Simulator.StartKeda();
        await _world.SettleAsync();

        _world.Get(Keda, ScaledObjects, "web").ShouldBeNull();
    }

    [Fact]
    public async Task AtRest_NothingIsWritten()
    {
        await CreateAllAsync();
        await _world.AdvanceAsync(TimeSpan.FromSeconds(300));
        var revision = _world.Revision;

        await _world.AdvanceAsync(TimeSpan.FromHours(1));

        _world.Revision.ShouldBe(revision);
    }

    private async Task CreateAllAsync()
    {
        await _world.CreateDeploymentAsync(1);
        await CreateRouteAsync();
        await CreateScaledObjectAsync();
    }

    private Task CreateRouteAsync() => _world.CreateAsync("http.keda.sh", "httpscaledobjects", """
        {"metadata": {"name": "web", "namespace": "default"}, "spec": {"hosts": ["a.example.com"], "scaleTargetRef": {"name": "web",
         "kind": "Deployment", "apiVersion": "apps/v1", "service": "web", "port": 80}, "scalingMetric": {"concurrency": {"targetValue": 100}}}}
        """);

    private Task CreateScaledObjectAsync() => _world.CreateAsync(Keda, ScaledObjects, """
        {"metadata": {"name": "web", "namespace": "default"}, "spec": {"scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment",
         "name": "web"}, "minReplicaCount": 0, "maxReplicaCount": 5, "cooldownPeriod": 300, "initialCooldownPeriod": 300, "triggers": [
           {"type": "external-push", "metadata": {"scalerAddress": "scaler.keda:9090", "httpScaledObject": "web"}},
           {"type": "cpu", "metricType": "Utilization", "metadata": {"value": "80"}}]}}
        """);
}
