using System.Text.Json.Nodes;
using Hermes.DevCluster.Hosting;
using Hermes.DevCluster.Kinds;
using Hermes.DevCluster.Simulation;
using Microsoft.Extensions.Time.Testing;

namespace Hermes.DevCluster.Tests.Simulation;

/// <summary>A server without sockets, with its simulator, in virtual time.</summary>
internal sealed class SimulatedWorld : IDisposable
{
    private const string Manager = "test";

    private readonly DevClusterCore _core;

    public SimulatedWorld(int pods = 5) =>
        _core = new DevClusterCore(new DevClusterOptions { TimeProvider = Clock, SimulatedPods = pods }, () => "");

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public Simulator Simulator => _core.Simulator!;

    /// <summary>The revision of the latest write.</summary>
    public long Revision => _core.Store.World.Revision;

    public async Task<JsonObject> CreateAsync(string group, string plural, string json)
    {
        var created = _core.Objects.Create(Row(group, plural), JsonNode.Parse(json)!.AsObject(), Manager);
        await SettleAsync();
        return created;
    }

    public async Task UpdateAsync(string group, string plural, string name, Action<JsonObject> change)
    {
        _core.Objects.Update(Row(group, plural), Namespace(group, plural), name, null, change, Manager).ShouldNotBeNull();
        await SettleAsync();
    }

    public async Task DeleteAsync(string group, string plural, string name)
    {
        _core.Objects.Delete(Row(group, plural), Namespace(group, plural), name).ShouldBeTrue();
        await SettleAsync();
    }

    public JsonObject? Get(string group, string plural, string name) =>
        _core.Objects.Get(Row(group, plural), Namespace(group, plural), name);

    public IReadOnlyList<JsonObject> List(string group, string plural) => _core.Objects.List(Row(group, plural));

    /// <summary>A condition as <c>status reason</c>; null where there is none.</summary>
    public string? Condition(string group, string plural, string name, string type) =>
        Get(group, plural, name).ObjectsAt("status", "conditions")
            .Where(condition => condition.TextAt("type") == type)
            .Select(condition => $"{condition.TextAt("status")} {condition.TextAt("reason")}")
            .SingleOrDefault();

    public Task<JsonObject> CreateDeploymentAsync(int replicas = 3, string image = "x:1") => CreateAsync("apps", "deployments", $$$"""
        {"metadata": {"name": "web", "namespace": "default"}, "spec": {"replicas": {{{replicas}}}, "selector": {"matchLabels": {"app": "web"}},
         "template": {"metadata": {"labels": {"app": "web"}}, "spec": {"containers": [{"name": "app", "image": "{{{image}}}",
           "resources": {"requests": {"cpu": "100m", "memory": "128Mi"} } }] } } } }
        """);

    public Task SetImageAsync(string image) => UpdateAsync("apps", "deployments", "web", value =>
        value.ObjectsAt("spec", "template", "spec", "containers").Single()["image"] = image);

    public Task SetReplicasAsync(int replicas) =>
        UpdateAsync("apps", "deployments", "web", value => value["spec"]!["replicas"] = replicas);

    public long? Replicas => Get("apps", "deployments", "web").IntegerAt("spec", "replicas");

    public JsonNode? DeploymentStatus(string field) => Get("apps", "deployments", "web").At("status", field);

    public async Task AdvanceAsync(TimeSpan time)
    {
        Clock.Advance(time);
        await SettleAsync();
    }

    public Task SettleAsync() => _core.WhenIdle().WaitAsync(TimeSpan.FromSeconds(30));

    public void Dispose() => _core.Dispose();

    private KindRow Row(string group, string plural) => _core.Objects.Find(group, plural).ShouldNotBeNull();

    private string? Namespace(string group, string plural) => Row(group, plural).Namespaced ? "default" : null;
}
