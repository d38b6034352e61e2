using Hermes.Kubernetes.Client;
using Hermes.Operator.Entities;
using Hermes.Operator.Status;
using Hermes.Operator.Tests.Faults;
using k8s.Models;

namespace Hermes.Operator.Tests.EndToEnd;

/// <summary>
/// KEDA's HorizontalPodAutoscaler without the HTTP metric. Seen to fail without StuckAutoscaler (never built anew), and without its memory
/// (built anew again and again).
/// </summary>
[Trait("Category", "Faults")]
public sealed class StuckAutoscalerTests
{
    private static readonly HermesAppSpec HttpAndCpu = new()
    {
        Image = "ghcr.io/acme/hello:1.0",
        Scaling = new Scaling
        {
            MinReplicas = 1,
            MaxReplicas = 5,
            Http = new HttpScaling { Concurrency = 10 },
            Cpu = new UtilizationTarget { AverageUtilization = 70 },
        },
    };

    [Fact]
    public async Task Autoscaler_BuiltWhileTheHttpScalerWasAway_IsBuiltAnewOnceItIsBack()
    {
        await using var apps = await AppCluster.StartAsync(FaultyClusterOptions.Fast());
        var @namespace = await apps.NewNamespaceAsync();
        apps.Cluster.DevCluster!.Simulator.StopHttpScaler();
        await apps.ApplyAsync(@namespace, "web", HttpAndCpu);
        var stuck = await apps.UntilAsync<V2HorizontalPodAutoscaler>(@namespace, "keda-hpa-web", _ => true);
        stuck.Spec.Metrics.ShouldHaveSingleItem().Type.ShouldBe("Resource");
        apps.Cluster.DevCluster.Simulator.StartHttpScaler();

        var app = await apps.UntilReadyAsync(@namespace, "web");

        AppCluster.Condition(app, ConditionType.ScalingReady)!.Reason.ShouldBe(Reasons.ScalerActive);
        var anew = await apps.UntilAsync<V2HorizontalPodAutoscaler>(@namespace, "keda-hpa-web", one => one.Metadata.Uid != stuck.Metadata.Uid);
        anew.Spec.Metrics.Select(metric => metric.Type).ShouldBe(["External", "Resource"]);
        await UntilToldAsync(apps, @namespace, "Deleted HorizontalPodAutoscaler keda-hpa-web, which KEDA builds anew: it scaled without the HTTP metric");
    }

    [Fact]
    public async Task Autoscaler_TheHttpScalerStaysAway_IsBuiltAnewOnceAndNotForEver()
    {
        await using var apps = await AppCluster.StartAsync(FaultyClusterOptions.Fast());
        var @namespace = await apps.NewNamespaceAsync();
        apps.Cluster.DevCluster!.Simulator.StopHttpScaler();
        await apps.ApplyAsync(@namespace, "web", HttpAndCpu);
        var stuck = await apps.UntilAsync<V2HorizontalPodAutoscaler>(@namespace, "keda-hpa-web", _ => true);

        var app = await apps.UntilReasonAsync(@namespace, "web", ConditionType.ScalingReady, Reasons.HttpMetricMissing);
        AppCluster.Condition(app, ConditionType.ScalingReady)!.Message.ShouldStartWith("KEDA scales without the HTTP metric");
        await apps.UntilAsync<V2HorizontalPodAutoscaler>(@namespace, "keda-hpa-web", one => one.Metadata.Uid != stuck.Metadata.Uid);

        // Each of these has the app looked at again, and the fault has held for long by then.
        foreach (var image in new[] { "x:2", "x:3", "x:4" })
        {
            await apps.ApplyAsync(@namespace, "web", HttpAndCpu with { Image = image });
            await apps.UntilReasonAsync(@namespace, "web", ConditionType.ScalingReady, Reasons.HttpMetricMissing);
        }

        apps.OperatorWrites(@namespace).Count(request => request.Verb == "delete" && request.Resource == "horizontalpodautoscalers").ShouldBe(1);
    }

    private static async Task UntilToldAsync(AppCluster apps, string @namespace, string message)
    {
        using var timeout = new CancellationTokenSource(AppCluster.Patience, TimeProvider.System);
        var listed = await apps.Client.ListAsync<Corev1Event>(new ListOptions { Namespace = @namespace }, timeout.Token);
        if (listed.Items.Any(one => one.Message == message))
        {
            return;
        }

        var watch = new WatchOptions { Namespace = @namespace, ResourceVersion = listed.ResourceVersion };
        await foreach (var change in apps.Client.WatchAsync<Corev1Event>(watch, timeout.Token))
        {
            if (change.Type != WatchEventType.Bookmark && change.Object.Message == message)
            {
                return;
            }
        }

        throw new TimeoutException($"Nobody said: {message}");
    }
}
