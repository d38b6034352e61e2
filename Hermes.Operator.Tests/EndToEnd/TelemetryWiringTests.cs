using System.Collections.Concurrent;
using System.Diagnostics;
using Hermes.Kubernetes.Telemetry;
using Hermes.Operator.Entities;
using k8s.Models;

namespace Hermes.Operator.Tests.EndToEnd;

[Trait("Category", "Cluster")]
public sealed class TelemetryWiringTests(SharedAppCluster shared) : IClassFixture<SharedAppCluster>
{
    private readonly AppCluster _apps = shared.Apps;

    /// <summary>A server fills in the fields of a downward reference: what it keeps must still be what the next reconcile asks for.</summary>
    [SkippableFact]
    public async Task Deployment_WithTelemetry_IsAppliedOnceAndThenAtRest()
    {
        var applied = new ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == RuntimeTelemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = call =>
            {
                if (call.DisplayName is "apply Deployment" or "apply Service")
                {
                    applied.Enqueue($"{call.DisplayName} {call.GetTagItem("url.path")}");
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        var spec = new HermesAppSpec { Image = "ghcr.io/acme/hello:1.0", Telemetry = new Telemetry { Endpoint = "http://collector.observability:4318" } };
        var @namespace = await _apps.NewNamespaceAsync();
        await _apps.ApplyAsync(@namespace, "web", spec);
        await _apps.UntilSettledAsync(@namespace, "web");

        // A change that concerns another child has the Deployment looked at again.
        await _apps.ApplyAsync(@namespace, "web", spec with { Service = new ServiceSettings { Type = "NodePort" } });
        await _apps.UntilAsync<V1Service>(@namespace, "web", service => service.Spec.Type == "NodePort");
        await _apps.UntilSettledAsync(@namespace, "web");

        applied.Where(call => call.Contains($"/{@namespace}/", StringComparison.Ordinal)).Select(call => call.Split('/')[0])
            .ShouldBe(["apply Deployment ", "apply Service ", "apply Service "], ignoreOrder: true);
        (await _apps.Client.GetAsync<V1Deployment>("web", @namespace, CancellationToken.None))!.Spec.Template.Spec.Containers[0].Env
            .ShouldContain(variable => variable.Name == "OTEL_RESOURCE_ATTRIBUTES_POD_UID" && variable.ValueFrom!.FieldRef!.FieldPath == "metadata.uid");
    }
}
