using System.Text.Json.Nodes;
using Hermes.Clusters;
using Hermes.Kubernetes.Client;
using Hermes.Operator.Entities;
using Hermes.Operator.Entities.Keda;
using Hermes.Operator.Status;
using k8s.Models;

namespace Hermes.Operator.Tests.EndToEnd;

/// <summary>What the server refuses is said, and keeps nothing else from being done.</summary>
[Trait("Category", "Cluster")]
public sealed class RefusalTests(SharedAppCluster shared) : IClassFixture<SharedAppCluster>
{
    private static readonly HermesAppSpec Plain = new() { Image = "ghcr.io/acme/hello:1.0" };

    private static readonly HermesAppSpec Hpa = Plain with
    {
        Scaling = new Scaling { MinReplicas = 2, MaxReplicas = 5, Cpu = new UtilizationTarget { AverageUtilization = 70 } },
    };

    private readonly AppCluster _apps = shared.Apps;

    [SkippableFact]
    public async Task Deletion_Refused_IsSaidAndTheRestIsDone()
    {
        var @namespace = await StartAsync(Hpa);
        using var refused = _apps.Refuse(@namespace, "delete", "horizontalpodautoscalers");

        await _apps.ApplyAsync(@namespace, "web", Plain with { Service = new ServiceSettings { Port = 81 } });

        var app = await _apps.UntilReasonAsync(@namespace, "web", ConditionType.ScalingReady, Reasons.ApplyFailed);
        AppCluster.Condition(app, ConditionType.ScalingReady)!.Message.ShouldStartWith("HorizontalPodAutoscaler web: cannot be deleted: ");
        app.Status!.Children!.ShouldContain(child => child.Kind == "HorizontalPodAutoscaler" && child.State == ChildState.Failed);
        (await _apps.Client.GetAsync<V1Service>("web", @namespace, CancellationToken.None))!.Spec.Ports[0].Port.ShouldBe(81);
    }

    [SkippableFact]
    public async Task RaisedMinimum_Refused_IsSaidAndTheTrafficStays()
    {
        _apps.Requires(ClusterCapabilities.Keda);
        var routing = new IngressSettings { Hosts = [$"raise-{Guid.NewGuid():N}.example.org"] };
        var @namespace = await StartAsync(Plain with
        {
            Ingress = routing,
            Scaling = new Scaling { MinReplicas = 0, MaxReplicas = 5, Http = new HttpScaling { Concurrency = 10 } },
        });
        await _apps.UntilAsync<ScaledObject>(@namespace, "web", scaledObject => scaledObject.Spec.MinReplicaCount == 0);
        await _apps.Client.MergePatchAsync<V1Deployment>(
            "web",
            @namespace,
            new JsonObject { ["spec"] = new JsonObject { ["replicas"] = 0 } },
            new PatchOptions("keda-operator"),
            CancellationToken.None);
        await _apps.UntilReasonAsync(@namespace, "web", ConditionType.Available, Reasons.ScaledToZero);
        using var refused = _apps.Refuse(@namespace, "patch", "scaledobjects");

        await _apps.ApplyAsync(@namespace, "web", Plain with { Ingress = routing });

        var app = await _apps.UntilReasonAsync(@namespace, "web", ConditionType.ScalingReady, Reasons.ApplyFailed);
        AppCluster.Condition(app, ConditionType.ScalingReady)!.Message.ShouldStartWith("ScaledObject web: cannot be told to keep a pod up: ");
        (await _apps.Client.GetAsync<V1Ingress>("web", @namespace, CancellationToken.None))!
            .Spec.Rules[0].Http.Paths[0].Backend.Service.Name.ShouldBe("web-interceptor");
    }

    [SkippableFact]
    public async Task ScaledObject_CannotBeDeleted_WhatItLeansOnStays()
    {
        _apps.Requires(ClusterCapabilities.Keda);
        var @namespace = await StartAsync(Plain with
        {
            Scaling = new Scaling { MinReplicas = 1, MaxReplicas = 5, Http = new HttpScaling { Concurrency = 10 } },
        });
        using var refused = _apps.Refuse(@namespace, "delete", "scaledobjects");

        await _apps.ApplyAsync(@namespace, "web", Plain);

        await _apps.UntilAsync<HermesApp>(@namespace, "web", app => app.Status?.Children?.Any(child =>
            child is { Kind: ScaledObject.KubeKind, State: ChildState.Failed } && child.Message!.StartsWith("cannot be deleted", StringComparison.Ordinal)) is true);
        (await _apps.Client.GetAsync<HttpScaledObject>("web", @namespace, CancellationToken.None))!.Metadata.DeletionTimestamp.ShouldBeNull();
        (await _apps.Client.GetAsync<V1Service>("web-interceptor", @namespace, CancellationToken.None)).ShouldNotBeNull();
    }

    [SkippableFact]
    public async Task Apply_RefusedAndTheAppChangesOtherwise_IsNotSentAgain()
    {
        var @namespace = await StartAsync(Plain with { Replicas = 1 });
        using var refused = _apps.Refuse(@namespace, "patch", "services");
        await _apps.ApplyAsync(@namespace, "web", Plain with { Replicas = 1, Service = new ServiceSettings { Port = 81 } });
        await _apps.UntilReasonAsync(@namespace, "web", ConditionType.RoutingReady, Reasons.ApplyFailed);

        await _apps.ApplyAsync(@namespace, "web", Plain with { Replicas = 3, Service = new ServiceSettings { Port = 81 } });

        await _apps.UntilAsync<HermesApp>(@namespace, "web", app => app.Status?.ReadyReplicas == 3);
        _apps.OperatorWrites(@namespace).Count(request => request.Resource == "services" && request.Status == 403).ShouldBe(1);
    }

    [SkippableFact]
    public async Task Apply_RefusedWhileTrafficMoves_KeepsNothingElseWaiting()
    {
        _apps.Requires(ClusterCapabilities.Keda);
        var routing = new IngressSettings { Hosts = [$"refused-{Guid.NewGuid():N}.example.org"] };
        var @namespace = await StartAsync(Plain with
        {
            Ingress = routing,
            Scaling = new Scaling { MinReplicas = 1, MaxReplicas = 5, Http = new HttpScaling { Concurrency = 10 } },
        });
        using var refused = _apps.Refuse(@namespace, "patch", "deployments");

        await _apps.ApplyAsync(@namespace, "web", Plain with { Image = "x:2", Ingress = routing });

        // What is refused is sent again after half a minute; the rest is due long before.
        await _apps.UntilGoneAsync<ScaledObject>(@namespace, "web");
        _apps.OperatorWrites(@namespace).Count(request => request.Resource == "deployments" && request.Status == 403).ShouldBe(1);
    }

    private async Task<string> StartAsync(HermesAppSpec spec)
    {
        _apps.Requires(ClusterCapabilities.Simulator | ClusterCapabilities.RequestTrace);
        var @namespace = await _apps.NewNamespaceAsync();
        await _apps.ApplyAsync(@namespace, "web", spec);
        await _apps.UntilReadyAsync(@namespace, "web");
        return @namespace;
    }
}
