using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Hermes.Clusters;
using Hermes.Kubernetes.Client;
using Hermes.Operator.Entities;
using Hermes.Operator.Entities.Keda;
using Hermes.Operator.Status;
using k8s.Models;

namespace Hermes.Operator.Tests.EndToEnd;

[Trait("Category", "Cluster")]
public sealed class ScalingTests(SharedAppCluster shared) : IClassFixture<SharedAppCluster>
{
    private static readonly HermesAppSpec Plain = new() { Image = "ghcr.io/acme/hello:1.0" };

    private static readonly HermesAppSpec Hpa = Plain with
    {
        Scaling = new Scaling { MinReplicas = 2, MaxReplicas = 5, Cpu = new UtilizationTarget { AverageUtilization = 70 } },
    };

    private static readonly HermesAppSpec Http = Plain with
    {
        Scaling = new Scaling { MinReplicas = 0, MaxReplicas = 5, Http = new HttpScaling { Concurrency = 10 } },
    };

    private readonly AppCluster _apps = shared.Apps;

    [SkippableFact]
    public async Task Scaling_Removed_RemovesTheAutoscalerAndKeepsTheCount()
    {
        var @namespace = await StartAsync(Hpa);
        await ScaleAsync(@namespace, 4);

        await _apps.ApplyAsync(@namespace, "web", Plain);

        await _apps.UntilGoneAsync<V2HorizontalPodAutoscaler>(@namespace, "web");
        await _apps.UntilSettledAsync(@namespace, "web");
        (await CountAsync(@namespace)).ShouldBe(4);
    }

    [SkippableFact]
    public async Task Scaling_RemovedWithACountInItsPlace_TakesTheCount()
    {
        var @namespace = await StartAsync(Hpa);

        await _apps.ApplyAsync(@namespace, "web", Plain with { Replicas = 1 });

        await _apps.UntilAsync<V1Deployment>(@namespace, "web", deployment => deployment.Spec.Replicas == 1);
        await _apps.UntilGoneAsync<V2HorizontalPodAutoscaler>(@namespace, "web");
    }

    [SkippableFact]
    public async Task Scaling_AddedToAnAppThatNamesItsCount_KeepsIt()
    {
        var @namespace = await StartAsync(Plain with { Replicas = 3 });
        var counts = new ConcurrentBag<int?>();
        using var watching = new CancellationTokenSource();
        var watch = WatchCountsAsync(@namespace, counts, watching.Token);

        await _apps.ApplyAsync(@namespace, "web", Hpa);

        await _apps.UntilSettledAsync(@namespace, "web");
        await _apps.UntilAsync<V2HorizontalPodAutoscaler>(@namespace, "web", _ => true);
        (await CountAsync(@namespace)).ShouldBe(3);
        await watching.CancelAsync();
        await watch;
        counts.ShouldAllBe(count => count == 3);

        // Nor does a later change of the template reset what is nobody's but the scaler's now.
        await _apps.ApplyAsync(@namespace, "web", Hpa with { Image = "x:2" });
        await _apps.UntilAsync<V1Deployment>(@namespace, "web", deployment => deployment.Spec.Template.Spec.Containers[0].Image == "x:2");
        (await CountAsync(@namespace)).ShouldBe(3);
    }

    /// <summary>KEDA asks for the target only when the ScaledObject changes.</summary>
    [SkippableFact]
    public async Task HttpTarget_Edited_ReachesKedasAutoscaler()
    {
        _apps.Requires(ClusterCapabilities.Simulator);
        var @namespace = await StartAsync(Http with { Scaling = Http.Scaling! with { MinReplicas = 1 } });
        await _apps.UntilAsync<V2HorizontalPodAutoscaler>(@namespace, "keda-hpa-web", autoscaler => TargetOf(autoscaler) == "10");

        await _apps.ApplyAsync(@namespace, "web", Http with { Scaling = Http.Scaling! with { MinReplicas = 1, Http = new HttpScaling { Concurrency = 25 } } });

        await _apps.UntilAsync<V2HorizontalPodAutoscaler>(@namespace, "keda-hpa-web", autoscaler => TargetOf(autoscaler) == "25");

        static string? TargetOf(V2HorizontalPodAutoscaler autoscaler) => autoscaler.Spec.Metrics.Single().External.Target.AverageValue.ToString();
    }

    [SkippableFact]
    public async Task Scaling_AddedToAnAppAtZero_RaisesItFirst()
    {
        var @namespace = await StartAsync(Plain with { Replicas = 0 });

        await _apps.ApplyAsync(@namespace, "web", Hpa);

        await _apps.UntilSettledAsync(@namespace, "web");
        (await CountAsync(@namespace)).ShouldBe(2);
    }

    [SkippableFact]
    public async Task Deployment_OfAScaledAppDeleted_ComesBackWithItsCount()
    {
        var @namespace = await StartAsync(Hpa);
        await ScaleAsync(@namespace, 4);
        await _apps.UntilAsync<HermesApp>(@namespace, "web", app => app.Status?.Scaler?.Desired == 4);
        var former = await _apps.Client.GetAsync<V1Deployment>("web", @namespace, CancellationToken.None);

        await _apps.DeleteAsync<V1Deployment>(@namespace, "web");

        var anew = await _apps.UntilAsync<V1Deployment>(@namespace, "web", deployment => deployment.Metadata.Uid != former!.Metadata.Uid);
        anew.Spec.Replicas.ShouldBe(4);
    }

    [SkippableFact]
    public async Task Scaling_NewAppWithAMinimum_NeverHasFewer()
    {
        var @namespace = await StartAsync(Hpa);

        (await CountAsync(@namespace)).ShouldBe(2);
    }

    [SkippableFact]
    public async Task Scaling_FromAutoscalerToHttpAndBack_NeverHasTwoScalers()
    {
        _apps.Requires(ClusterCapabilities.Keda | ClusterCapabilities.Simulator);
        var @namespace = await StartAsync(Hpa);
        var trace = _apps.Cluster.DevCluster?.Trace.Count ?? 0;

        await _apps.ApplyAsync(@namespace, "web", Http);
        await _apps.UntilAsync<ScaledObject>(@namespace, "web", _ => true);
        (await _apps.Client.GetAsync<V2HorizontalPodAutoscaler>("web", @namespace, CancellationToken.None)).ShouldBeNull();
        await _apps.UntilSettledAsync(@namespace, "web");

        await _apps.ApplyAsync(@namespace, "web", Hpa);
        await _apps.UntilAsync<V2HorizontalPodAutoscaler>(@namespace, "web", _ => true);
        (await _apps.Client.GetAsync<ScaledObject>("web", @namespace, CancellationToken.None)).ShouldBeNull();
        (await _apps.Client.GetAsync<V2HorizontalPodAutoscaler>("keda-hpa-web", @namespace, CancellationToken.None)).ShouldBeNull();
        var app = await _apps.UntilSettledAsync(@namespace, "web");

        app.Status!.Children!.Select(child => child.Kind).ShouldBe(["Deployment", "Service", "HorizontalPodAutoscaler"]);
        (await CountAsync(@namespace)).ShouldBeGreaterThanOrEqualTo(2);
        if (_apps.Cluster.DevCluster is not null)
        {
            // Delete before create, in both directions.
            _apps.OperatorRequests(trace)
                .Where(request => request.Namespace == @namespace && request.Status is 200 or 201
                    && request.Resource is "horizontalpodautoscalers" or "scaledobjects"
                    && (request.Verb == "delete" || request.Status == 201))
                .Select(request => $"{request.Verb} {request.Resource}")
                .ShouldBe(["delete horizontalpodautoscalers", "patch scaledobjects", "delete scaledobjects", "patch horizontalpodautoscalers"]);
        }
    }

    [SkippableFact]
    public async Task Http_WithAnIngress_LeadsThroughTheInterceptorAndThenToZero()
    {
        _apps.Requires(ClusterCapabilities.Keda | ClusterCapabilities.Simulator);
        var host = $"http-{Guid.NewGuid():N}.example.org";
        var @namespace = await StartAsync(Http with { Ingress = new IngressSettings { Hosts = [host] } });

        var ingress = await _apps.UntilAsync<V1Ingress>(@namespace, "web", ingress => Backend(ingress) == "web-interceptor");
        var route = await _apps.UntilAsync<HttpScaledObject>(@namespace, "web", _ => true);
        route.Spec.Hosts!.ShouldContain(host);
        await _apps.UntilAsync<ScaledObject>(@namespace, "web", scaledObject => scaledObject.Spec.MinReplicaCount == 0);
        ingress.Spec.Rules.Select(rule => rule.Host).ShouldBe([host]);
    }

    [SkippableFact]
    public async Task Http_RemovedFromAnAppWithAnIngress_MovesTheTrafficBackBeforeTheRestGoes()
    {
        _apps.Requires(ClusterCapabilities.Keda | ClusterCapabilities.Simulator);
        var routing = new IngressSettings { Hosts = [$"back-{Guid.NewGuid():N}.example.org"] };
        var @namespace = await StartAsync(Http with { Ingress = routing });
        await _apps.UntilAsync<ScaledObject>(@namespace, "web", scaledObject => scaledObject.Spec.MinReplicaCount == 0);
        var trace = _apps.Cluster.DevCluster?.Trace.Count ?? 0;

        await _apps.ApplyAsync(@namespace, "web", Plain with { Ingress = routing });

        await _apps.UntilGoneAsync<ScaledObject>(@namespace, "web");
        await _apps.UntilGoneAsync<V1Service>(@namespace, "web-interceptor");
        var ingress = await _apps.UntilAsync<V1Ingress>(@namespace, "web", _ => true);
        Backend(ingress).ShouldBe("web");
        (await CountAsync(@namespace)).ShouldBeGreaterThanOrEqualTo(1);
        if (_apps.Cluster.DevCluster is not null)
        {
            var steps = _apps.OperatorRequests(trace)
                .Where(request => request.Namespace == @namespace && request.IsWrite && request.Resource is "ingresses" or "scaledobjects" or "services")
                .Select(request => $"{request.Verb} {request.Resource}")
                .ToList();
            steps.IndexOf("patch ingresses").ShouldBeLessThan(steps.IndexOf("delete scaledobjects"));
            steps.IndexOf("delete scaledobjects").ShouldBeLessThan(steps.IndexOf("delete services"));
        }
    }

    [SkippableFact]
    public async Task Autoscaler_OfSomebodyElse_IsNamedAndNotFought()
    {
        var @namespace = await StartAsync(Plain with { Replicas = 2 });
        await _apps.Client.CreateAsync(
            new V2HorizontalPodAutoscaler
            {
                ApiVersion = "autoscaling/v2",
                Kind = V2HorizontalPodAutoscaler.KubeKind,
                Metadata = new V1ObjectMeta { Name = "theirs", NamespaceProperty = @namespace },
                Spec = new V2HorizontalPodAutoscalerSpec
                {
                    MaxReplicas = 9,
                    ScaleTargetRef = new V2CrossVersionObjectReference { ApiVersion = "apps/v1", Kind = "Deployment", Name = "web" },
                },
            },
            CancellationToken.None);

        var app = await _apps.UntilReasonAsync(@namespace, "web", ConditionType.ScalingReady, Reasons.ForeignAutoscaler);
        AppCluster.Condition(app, ConditionType.ScalingReady)!.Message.ShouldContain("HorizontalPodAutoscaler theirs");
        await ScaleAsync(@namespace, 6);
        await _apps.UntilAsync<HermesApp>(@namespace, "web", seen => seen.Status?.Scaler?.Desired == 6);

        await _apps.DeleteAsync<V2HorizontalPodAutoscaler>(@namespace, "theirs");
        await _apps.UntilAsync<V1Deployment>(@namespace, "web", deployment => deployment.Spec.Replicas == 2);
    }

    private static string? Backend(V1Ingress ingress) => ingress.Spec.Rules[0].Http.Paths[0].Backend.Service.Name;

    private async Task<string> StartAsync(HermesAppSpec spec)
    {
        var @namespace = await _apps.NewNamespaceAsync();
        await _apps.ApplyAsync(@namespace, "web", spec);
        await _apps.UntilSettledAsync(@namespace, "web");
        return @namespace;
    }

    private Task ScaleAsync(string @namespace, int count) => _apps.Client.MergePatchAsync<V1Deployment>(
        "web",
        @namespace,
        new JsonObject { ["spec"] = new JsonObject { ["replicas"] = count } },
        new PatchOptions("horizontal-pod-autoscaler"),
        CancellationToken.None);

    private async Task<int> CountAsync(string @namespace) =>
        (await _apps.Client.GetAsync<V1Deployment>("web", @namespace, CancellationToken.None))!.Spec.Replicas ?? 1;

    private async Task WatchCountsAsync(string @namespace, ConcurrentBag<int?> counts, CancellationToken cancellationToken)
    {
        var listed = await _apps.Client.ListAsync<V1Deployment>(new ListOptions { Namespace = @namespace }, cancellationToken);
        var options = new WatchOptions { Namespace = @namespace, ResourceVersion = listed.ResourceVersion };
        try
        {
            await foreach (var change in _apps.Client.WatchAsync<V1Deployment>(options, cancellationToken))
            {
                if (change.Type != WatchEventType.Bookmark)
                {
                    counts.Add(change.Object.Spec.Replicas);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Seen enough.
        }
    }
}
