using Hermes.Clusters;
using Hermes.Operator.Entities;
using Hermes.Operator.Entities.Keda;
using Hermes.Operator.Status;
using k8s.Models;

namespace Hermes.Operator.Tests.EndToEnd;

/// <summary>
/// Another's autoscaler is named, and nothing is fought over. Seen to fail where AppInspector.Foreign looked at Deployments only, and where
/// the plans applied their own scaler all the same.
/// </summary>
[Trait("Category", "Cluster")]
public sealed class ForeignAutoscalerTests(SharedAppCluster shared) : IClassFixture<SharedAppCluster>
{
    private static readonly HermesAppSpec Plain = new() { Image = "ghcr.io/acme/hello:1.0" };

    private static readonly HermesAppSpec Hpa = Plain with
    {
        Scaling = new Scaling { MinReplicas = 2, MaxReplicas = 5, Cpu = new UtilizationTarget { AverageUtilization = 70 } },
    };

    private static readonly HermesAppSpec Http = Plain with
    {
        Scaling = new Scaling { MinReplicas = 1, MaxReplicas = 5, Http = new HttpScaling { Concurrency = 10 } },
    };

    private readonly AppCluster _apps = shared.Apps;

    public static TheoryData<string, string> Cases => new()
    {
        { "plain", "Deployment" }, { "plain", "HermesApp" }, { "hpa", "Deployment" }, { "hpa", "HermesApp" }, { "http", "Deployment" }, { "http", "HermesApp" },
    };

    [SkippableTheory]
    [MemberData(nameof(Cases))]
    public async Task Autoscaler_OfSomebodyElse_KeepsOursFromBeingMadeUntilItGoes(string spec, string target)
    {
        var @namespace = await WithDeploymentAsync();
        await _apps.Client.CreateAsync(
            new V2HorizontalPodAutoscaler
            {
                Metadata = new V1ObjectMeta { Name = "theirs", NamespaceProperty = @namespace },
                Spec = new V2HorizontalPodAutoscalerSpec
                {
                    MaxReplicas = 9,
                    ScaleTargetRef = new V2CrossVersionObjectReference { ApiVersion = ApiVersion(target), Kind = target, Name = "web" },
                },
            },
            CancellationToken.None);

        await _apps.ApplyAsync(@namespace, "web", Spec(spec));
        await ExpectForeignAsync(@namespace, "HorizontalPodAutoscaler theirs");

        await _apps.DeleteAsync<V2HorizontalPodAutoscaler>(@namespace, "theirs");
        await _apps.UntilReadyAsync(@namespace, "web");
    }

    [SkippableTheory]
    [MemberData(nameof(Cases))]
    public async Task ScaledObject_OfSomebodyElse_KeepsOursFromBeingMadeUntilItGoes(string spec, string target)
    {
        _apps.Requires(ClusterCapabilities.Keda);
        var @namespace = await WithDeploymentAsync();
        await _apps.Client.CreateAsync(
            new ScaledObject
            {
                Metadata = new V1ObjectMeta { Name = "theirs", NamespaceProperty = @namespace },
                Spec = new ScaledObjectSpec
                {
                    ScaleTargetRef = new WorkloadReference { ApiVersion = ApiVersion(target), Kind = target, Name = "web" },
                    MinReplicaCount = 1,
                    Triggers = [new ScaleTrigger { Type = "cron", Metadata = new Dictionary<string, string> { ["timezone"] = "UTC" } }],
                },
            },
            CancellationToken.None);

        await _apps.ApplyAsync(@namespace, "web", Spec(spec));
        await ExpectForeignAsync(@namespace, "ScaledObject theirs");

        await _apps.DeleteAsync<ScaledObject>(@namespace, "theirs");
        await _apps.UntilReadyAsync(@namespace, "web");
    }

    [SkippableFact]
    public async Task Autoscaler_OfSomebodyElseBesideOurs_IsNamedAndOursStays()
    {
        var @namespace = await WithDeploymentAsync();
        await _apps.ApplyAsync(@namespace, "web", Hpa);
        var ours = await _apps.UntilAsync<V2HorizontalPodAutoscaler>(@namespace, "web", _ => true);
        await _apps.Client.CreateAsync(
            new V2HorizontalPodAutoscaler
            {
                Metadata = new V1ObjectMeta { Name = "theirs", NamespaceProperty = @namespace },
                Spec = new V2HorizontalPodAutoscalerSpec
                {
                    MaxReplicas = 9,
                    ScaleTargetRef = new V2CrossVersionObjectReference { ApiVersion = "apps/v1", Kind = "Deployment", Name = "web" },
                },
            },
            CancellationToken.None);

        await _apps.UntilReasonAsync(@namespace, "web", ConditionType.ScalingReady, Reasons.ForeignAutoscaler);

        (await _apps.Client.GetAsync<V2HorizontalPodAutoscaler>("web", @namespace, CancellationToken.None))!.Metadata.Uid.ShouldBe(ours.Metadata.Uid);
        (await _apps.Client.GetAsync<V2HorizontalPodAutoscaler>("theirs", @namespace, CancellationToken.None)).ShouldNotBeNull();
    }

    private async Task<string> WithDeploymentAsync()
    {
        _apps.Requires(ClusterCapabilities.Simulator);
        var @namespace = await _apps.NewNamespaceAsync();
        await _apps.ApplyAsync(@namespace, "web", Plain);
        await _apps.UntilReadyAsync(@namespace, "web");
        return @namespace;
    }

    private async Task ExpectForeignAsync(string @namespace, string theirs)
    {
        await _apps.UntilAsync<HermesApp>(@namespace, "web", app =>
            app.Status?.ObservedGeneration == app.Metadata.Generation
            && AppCluster.Condition(app, ConditionType.ScalingReady) is { Reason: Reasons.ForeignAutoscaler, Message: { } message }
            && message.StartsWith($"{theirs} ", StringComparison.Ordinal));
        (await _apps.Client.GetAsync<V2HorizontalPodAutoscaler>("web", @namespace, CancellationToken.None)).ShouldBeNull();
        (await _apps.Client.GetAsync<ScaledObject>("web", @namespace, CancellationToken.None)).ShouldBeNull();
    }

    private static string ApiVersion(string kind) => kind == HermesApp.KubeKind ? HermesApp.GroupVersion : "apps/v1";

    private static HermesAppSpec Spec(string name) => name switch { "hpa" => Hpa, "http" => Http, _ => Plain };
}
