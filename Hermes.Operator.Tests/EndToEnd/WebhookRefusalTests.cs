using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Hermes.DevCluster.Faults;
using Hermes.DevCluster.Requests;
using Hermes.Kubernetes.Client;
using Hermes.Operator.Entities;
using Hermes.Operator.Entities.Keda;
using Hermes.Operator.Status;
using Hermes.Operator.Tests.Faults;
using k8s.Models;

namespace Hermes.Operator.Tests.EndToEnd;

/// <summary>
/// What KEDA's webhook refuses is said in its words, asked again, and done once the cause is gone. Seen to fail where its words
/// were left out.
/// </summary>
[Trait("Category", "Faults")]
public sealed class WebhookRefusalTests
{
    private const string Denied = "admission webhook \"vscaledobject.kb.io\" denied the request: ";

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

    /// <summary>
    /// The webhook looks at caches of its own: it may refuse for what the operator has just put right, or does not see at all.
    /// </summary>
    [Theory]
    [InlineData("Deployment web is scaled by HorizontalPodAutoscaler web already")]
    [InlineData("Deployment web is scaled by ScaledObject former already")]
    [InlineData("container app requests no cpu, which the cpu trigger is measured against")]
    [InlineData("Deployment \"web\" was not found")]
    [InlineData("cpu and memory triggers alone cannot scale to zero, and minReplicaCount is 0")]
    [InlineData("idleReplicaCount 2 is not below minReplicaCount 2")]
    [InlineData("several triggers are named a")]
    public async Task ScaledObject_Refused_IsSaidAndAskedAgainUntilItIsTaken(string words)
    {
        await using var apps = await AppCluster.StartAsync(FaultyClusterOptions.Fast());
        var @namespace = await apps.NewNamespaceAsync();
        var tries = new ConcurrentQueue<DateTimeOffset>();
        apps.Cluster.DevCluster!.Faults.Add(new Fault
        {
            Matches = request => request.IsWrite && request.Resource == "scaledobjects" && request.Subresource is null && AppCluster.IsOperators(request),
            Times = 2,
            Refusal = request =>
            {
                tries.Enqueue(request.Time);
                return new ApiException(403, "Forbidden", Denied + words);
            },
        });

        await apps.ApplyAsync(@namespace, "web", HttpAndCpu);

        var app = await apps.UntilReasonAsync(@namespace, "web", ConditionType.ScalingReady, Reasons.AdmissionDenied);
        AppCluster.Condition(app, ConditionType.ScalingReady)!.Message.ShouldBe($"ScaledObject web: {Denied}{words}");
        app.Status!.Children!.Single(child => child.Kind == ScaledObject.KubeKind).State.ShouldBe(ChildState.Failed);
        await apps.UntilReadyAsync(@namespace, "web");
        (tries.ElementAt(1) - tries.ElementAt(0)).ShouldBeGreaterThan(TimeSpan.FromSeconds(20));
    }

    /// <summary>A container that something else put into the pods, without requests: KEDA refuses, and the app heals with it.</summary>
    [Fact]
    public async Task ScaledObject_OfPodsWithAContainerWithoutRequests_IsRefusedUntilItHasThem()
    {
        await using var apps = await AppCluster.StartAsync(FaultyClusterOptions.Fast());
        var @namespace = await apps.NewNamespaceAsync();
        await apps.ApplyAsync(@namespace, "web", new HermesAppSpec { Image = HttpAndCpu.Image });
        await apps.UntilReadyAsync(@namespace, "web");
        await InjectAsync(apps, @namespace, resources: null);

        await apps.ApplyAsync(@namespace, "web", HttpAndCpu);

        var app = await apps.UntilAsync<HermesApp>(@namespace, "web", app => app.Status?.Children?.Any(child =>
            child.Kind == ScaledObject.KubeKind && child.State == ChildState.Failed) is true);
        app.Status!.Children!.Single(child => child.Kind == ScaledObject.KubeKind).Message.ShouldBe(
            Denied + "container sidecar requests no cpu, which the cpu trigger is measured against");
        await InjectAsync(apps, @namespace, new JsonObject { ["requests"] = new JsonObject { ["cpu"] = "10m" } });
        await apps.UntilReadyAsync(@namespace, "web");
        await apps.UntilAsync<ScaledObject>(@namespace, "web", _ => true);
    }

    [Fact]
    public async Task Autoscaler_OfPodsWithAContainerWithoutRequests_NamesIt()
    {
        await using var apps = await AppCluster.StartAsync(FaultyClusterOptions.Plain);
        var @namespace = await apps.NewNamespaceAsync();
        await apps.ApplyAsync(@namespace, "web", HttpAndCpu with { Scaling = HttpAndCpu.Scaling! with { Http = null } });
        await apps.UntilReadyAsync(@namespace, "web");

        await InjectAsync(apps, @namespace, resources: null);

        var app = await apps.UntilReasonAsync(@namespace, "web", ConditionType.ScalingReady, Reasons.MissingResourceRequests);
        AppCluster.Condition(app, ConditionType.ScalingReady)!.Message.ShouldStartWith("container sidecar of the pods requests no cpu");
        await InjectAsync(apps, @namespace, new JsonObject { ["requests"] = new JsonObject { ["cpu"] = "10m" } });
        await apps.UntilReadyAsync(@namespace, "web");
    }

    private static async Task InjectAsync(AppCluster apps, string @namespace, JsonNode? resources)
    {
        var deployment = (await apps.Client.GetAsync<V1Deployment>("web", @namespace, CancellationToken.None))!;
        var sidecar = new JsonObject { ["name"] = "sidecar", ["image"] = "x:1" };
        if (resources is not null)
        {
            sidecar["resources"] = resources;
        }

        var isThere = deployment.Spec.Template.Spec.Containers.Count > 1;
        await apps.Client.JsonPatchAsync<V1Deployment>(
            "web",
            @namespace,
            [new JsonObject { ["op"] = isThere ? "replace" : "add", ["path"] = "/spec/template/spec/containers/1", ["value"] = sidecar }],
            new PatchOptions("injector"),
            CancellationToken.None);
    }
}
