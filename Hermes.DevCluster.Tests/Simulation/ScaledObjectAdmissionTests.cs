using Hermes.DevCluster.Requests;

namespace Hermes.DevCluster.Tests.Simulation;

/// <summary>Seen to fail with a webhook that answers only while it is away.</summary>
public sealed class ScaledObjectAdmissionTests : IDisposable
{
    private const string Keda = "keda.sh";
    private const string ScaledObjects = "scaledobjects";

    private readonly SimulatedWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task ScaledObject_WithNothingInItsWay_IsAdmitted()
    {
        await CreateDeploymentAsync();

        await CreateAsync(ScaledObject());

        _world.Get(Keda, ScaledObjects, "web").ShouldNotBeNull();
    }

    [Fact]
    public async Task ScaledObject_TargetHasAnAutoscaler_IsRefused()
    {
        await CreateDeploymentAsync();
        await _world.CreateAsync("autoscaling", "horizontalpodautoscalers", """
            {"metadata": {"name": "theirs", "namespace": "default"},
             "spec": {"maxReplicas": 3, "scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"}}}
            """);

        (await RefusalAsync(ScaledObject())).ShouldBe("Deployment web is scaled by HorizontalPodAutoscaler theirs already");
    }

    [Fact]
    public async Task ScaledObject_TargetHasAnother_IsRefused()
    {
        await CreateDeploymentAsync();
        await CreateAsync(ScaledObject(name: "theirs"));

        (await RefusalAsync(ScaledObject())).ShouldBe("Deployment web is scaled by ScaledObject theirs already");
    }

    [Theory]
    [InlineData("cpu")]
    [InlineData("memory")]
    public async Task ScaledObject_ResourceTriggerWithoutItsRequest_IsRefused(string resource)
    {
        await CreateDeploymentAsync(requests: resource == "cpu" ? "memory" : "cpu");

        (await RefusalAsync(ScaledObject(triggers: Trigger(resource), least: 1)))
            .ShouldBe($"container app requests no {resource}, which the {resource} trigger is measured against");
    }

    [Fact]
    public async Task ScaledObject_ResourceTriggerWithoutItsTarget_IsRefused() =>
        (await RefusalAsync(ScaledObject(triggers: Trigger("cpu"), least: 1))).ShouldBe("Deployment \"web\" was not found");

    [Fact]
    public async Task ScaledObject_OnlyResourceTriggersAndNoMinimum_IsRefused()
    {
        await CreateDeploymentAsync(requests: "cpu");

        (await RefusalAsync(ScaledObject(triggers: Trigger("cpu"), least: 0)))
            .ShouldBe("cpu and memory triggers alone cannot scale to zero, and minReplicaCount is 0");
    }

    [Fact]
    public async Task ScaledObject_IdleCountNotBelowTheMinimum_IsRefused()
    {
        await CreateDeploymentAsync();

        (await RefusalAsync(ScaledObject(least: 2, idle: 2))).ShouldBe("idleReplicaCount 2 is not below minReplicaCount 2");
    }

    [Fact]
    public async Task ScaledObject_NameTooLongForItsAutoscaler_IsRefused()
    {
        await CreateDeploymentAsync();

        (await RefusalAsync(ScaledObject(name: new string('a', 55)))).ShouldBe($"the name keda-hpa-{new string('a', 55)} has more than 63 characters");
    }

    [Fact]
    public async Task ScaledObject_TriggersOfOneName_IsRefused()
    {
        await CreateDeploymentAsync();
        const string Named = """{"type": "external-push", "name": "a", "metadata": {"httpScaledObject": "web"}}""";

        (await RefusalAsync(ScaledObject(triggers: $"{Named}, {Named}"))).ShouldBe("several triggers are named a");
    }

    [Fact]
    public async Task ScaledObject_ChangedToWhatIsRefused_IsRefused()
    {
        await CreateDeploymentAsync();
        await CreateAsync(ScaledObject());

        var refusal = await Should.ThrowAsync<ApiException>(() =>
            _world.UpdateAsync(Keda, ScaledObjects, "web", value => value["spec"]!["idleReplicaCount"] = 9));
        refusal.Message.ShouldEndWith("idleReplicaCount 9 is not below minReplicaCount 1");
    }

    [Fact]
    public async Task ScaledObject_WebhookAway_IsLetThrough()
    {
        await CreateDeploymentAsync();
        _world.Simulator.StopKedaWebhook();

        await CreateAsync(ScaledObject(least: 2, idle: 2));

        _world.Get(Keda, ScaledObjects, "web").ShouldNotBeNull();
    }

    private Task CreateAsync(string scaledObject) => _world.CreateAsync(Keda, ScaledObjects, scaledObject);

    private Task CreateDeploymentAsync(string requests = "cpu") => _world.CreateAsync("apps", "deployments", $$$"""
        {"metadata": {"name": "web", "namespace": "default"}, "spec": {"selector": {"matchLabels": {"app": "web"}},
         "template": {"metadata": {"labels": {"app": "web"}}, "spec": {"containers": [
           {"name": "app", "image": "x:1", "resources": {"requests": {"{{{requests}}}": "100M"} } }] } } } }
        """);

    private static string ScaledObject(string name = "web", string? triggers = null, int least = 0, int? idle = null) => $$$"""
        {"metadata": {"name": "{{{name}}}", "namespace": "default"}, "spec": {{{{(idle is null ? "" : $"\"idleReplicaCount\": {idle},")}}} "minReplicaCount": {{{least}}}, "maxReplicaCount": 5,
         "scaleTargetRef": {"apiVersion": "apps/v1", "kind": "Deployment", "name": "web"},
         "triggers": [{{{triggers ?? """{"type": "external-push", "metadata": {"httpScaledObject": "web"}}"""}}}] } }
        """;

    private static string Trigger(string resource) =>
        $$$"""{"type": "{{{resource}}}", "metricType": "Utilization", "metadata": {"value": "80"} }""";

    private async Task<string> RefusalAsync(string scaledObject)
    {
        var refusal = await Should.ThrowAsync<ApiException>(() => CreateAsync(scaledObject));
        refusal.Code.ShouldBe(403);
        const string Start = "admission webhook \"vscaledobject.kb.io\" denied the request: ";
        refusal.Message.ShouldStartWith(Start);
        return refusal.Message[Start.Length..];
    }
}
