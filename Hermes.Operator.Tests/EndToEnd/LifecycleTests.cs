using System.Text.Json.Nodes;
using Hermes.Clusters;
using Hermes.Kubernetes.Applying;
using Hermes.Kubernetes.Client;
using Hermes.Operator.Entities;
using Hermes.Operator.Status;
using k8s.Models;

namespace Hermes.Operator.Tests.EndToEnd;

[Trait("Category", "Cluster")]
public sealed class LifecycleTests(SharedAppCluster shared) : IClassFixture<SharedAppCluster>
{
    private static readonly HermesAppSpec Plain = new() { Image = "ghcr.io/acme/hello:1.0" };

    private readonly AppCluster _apps = shared.Apps;

    [SkippableFact]
    public async Task App_Minimal_BecomesReadyWithItsDeploymentAndService()
    {
        _apps.Requires(ClusterCapabilities.Simulator);
        var @namespace = await StartAsync(Plain);

        var app = await _apps.UntilReadyAsync(@namespace, "web");

        app.Status!.Children!.Select(child => $"{child.Kind} {child.State}").ShouldBe(["Deployment Applied", "Service Applied"]);
        app.Status.Selector.ShouldBe("hermes.dev/app=web");
        (app.Status.Replicas, app.Status.ReadyReplicas).ShouldBe((1, 1));
        app.Status.Scaler!.Kind.ShouldBe(ScalerKind.Fixed);
    }

    [SkippableFact]
    public async Task Deployment_DeletedByHand_ComesBack()
    {
        var @namespace = await StartAsync(Plain);
        await _apps.UntilSettledAsync(@namespace, "web");
        var former = await _apps.Client.GetAsync<V1Deployment>("web", @namespace, CancellationToken.None);

        await _apps.DeleteAsync<V1Deployment>(@namespace, "web");

        await _apps.UntilAsync<V1Deployment>(@namespace, "web", deployment => deployment.Metadata.Uid != former!.Metadata.Uid);
        await _apps.UntilSettledAsync(@namespace, "web");
    }

    [SkippableFact]
    public async Task Replicas_EditedOnAnAppThatNamesThem_ArePutBack()
    {
        var @namespace = await StartAsync(Plain with { Replicas = 2 });
        await _apps.UntilSettledAsync(@namespace, "web");

        await ScaleAsync(@namespace, 5);

        await _apps.UntilAsync<V1Deployment>(@namespace, "web", deployment => deployment.Spec.Replicas == 2 && deployment.Metadata.Generation >= 3);
    }

    [SkippableFact]
    public async Task Replicas_EditedOnAnAppThatNamesNone_Stay()
    {
        _apps.Requires(ClusterCapabilities.Simulator);
        var @namespace = await StartAsync(Plain);
        await _apps.UntilSettledAsync(@namespace, "web");

        await ScaleAsync(@namespace, 3);

        await _apps.UntilAsync<HermesApp>(@namespace, "web", app => app.Status?.Replicas == 3);
        await ChangeImageAsync(@namespace, Plain);
        (await _apps.Client.GetAsync<V1Deployment>("web", @namespace, CancellationToken.None))!.Spec.Replicas.ShouldBe(3);
    }

    [SkippableFact]
    public async Task Replicas_LeaveTheSpec_TheCountStays()
    {
        var @namespace = await StartAsync(Plain with { Replicas = 3 });
        await _apps.UntilSettledAsync(@namespace, "web");

        await _apps.ApplyAsync(@namespace, "web", Plain);

        await _apps.UntilAsync<V1Deployment>(
            @namespace, "web", deployment => deployment.Metadata.Annotations?.ContainsKey("hermes.dev/replicas") is not true);
        await ScaleAsync(@namespace, 4);
        await ChangeImageAsync(@namespace, Plain);
        (await _apps.Client.GetAsync<V1Deployment>("web", @namespace, CancellationToken.None))!.Spec.Replicas.ShouldBe(4);
    }

    [SkippableFact]
    public async Task App_Deleted_TakesItsChildrenWithIt()
    {
        _apps.Requires(ClusterCapabilities.GarbageCollection);
        var @namespace = await StartAsync(Plain with { Ingress = new IngressSettings { Hosts = ["deleted.example.org"] } });
        await _apps.UntilSettledAsync(@namespace, "web");

        await _apps.DeleteAsync<HermesApp>(@namespace, "web");

        await _apps.UntilGoneAsync<V1Deployment>(@namespace, "web");
        await _apps.UntilGoneAsync<V1Service>(@namespace, "web");
        await _apps.UntilGoneAsync<V1Ingress>(@namespace, "web");
    }

    [SkippableFact]
    public async Task App_DeletedAndMadeAnew_GetsChildrenOfItsOwn()
    {
        _apps.Requires(ClusterCapabilities.GarbageCollection);
        var @namespace = await StartAsync(Plain);
        await _apps.UntilSettledAsync(@namespace, "web");

        await _apps.DeleteAsync<HermesApp>(@namespace, "web");
        var anew = await _apps.ApplyAsync(@namespace, "web", Plain);

        await _apps.UntilSettledAsync(@namespace, "web");
        var service = await _apps.Client.GetAsync<V1Service>("web", @namespace, CancellationToken.None);
        service!.IsControlledBy(anew.Metadata.Uid).ShouldBeTrue();
    }

    [SkippableFact]
    public async Task Feature_LeavesTheSpec_ItsChildGoes()
    {
        var @namespace = await StartAsync(Plain with { Ingress = new IngressSettings { Hosts = ["leaves.example.org"] } });
        await _apps.UntilSettledAsync(@namespace, "web");
        (await _apps.Client.GetAsync<V1Ingress>("web", @namespace, CancellationToken.None)).ShouldNotBeNull();

        await _apps.ApplyAsync(@namespace, "web", Plain);

        await _apps.UntilGoneAsync<V1Ingress>(@namespace, "web");
        var app = await _apps.UntilSettledAsync(@namespace, "web");
        app.Status!.Children!.ShouldNotContain(child => child.Kind == "Ingress");
    }

    [SkippableFact]
    public async Task Drift_OfAFieldThatIsNamed_IsCorrected()
    {
        var @namespace = await StartAsync(Plain);
        await _apps.UntilSettledAsync(@namespace, "web");

        await PatchAsync<V1Service>(@namespace, new JsonObject { ["spec"] = new JsonObject { ["selector"] = new JsonObject { ["more"] = "x" } } });

        await _apps.UntilAsync<V1Service>(@namespace, "web", service => !service.Spec.Selector.ContainsKey("more"));
    }

    [SkippableFact]
    public async Task Drift_OfAFieldThatIsNotNamed_IsLeft()
    {
        var @namespace = await StartAsync(Plain);
        await _apps.UntilSettledAsync(@namespace, "web");
        await PatchAsync<V1Service>(@namespace, new JsonObject
        {
            ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { ["example.org/theirs"] = "yes" } },
            ["spec"] = new JsonObject { ["sessionAffinity"] = "ClientIP" },
        });

        // A change that makes the operator apply the Service shows that it leaves what it does not name.
        await _apps.ApplyAsync(@namespace, "web", Plain with { Service = new ServiceSettings { Port = 81 } });

        var service = await _apps.UntilAsync<V1Service>(@namespace, "web", service => service.Spec.Ports.Any(port => port.Port == 81));
        service.Spec.SessionAffinity.ShouldBe("ClientIP");
        service.Metadata.Annotations["example.org/theirs"].ShouldBe("yes");
    }

    [SkippableFact]
    public async Task Spec_BecomesInvalid_IsNamedAndTheChildrenStay()
    {
        // Somebody gives the Ingress an address, and makes the Deployment available.
        _apps.Requires(ClusterCapabilities.Simulator);
        var routed = Plain with { Ingress = new IngressSettings { Hosts = ["invalid.example.org"] } };
        var @namespace = await StartAsync(routed);
        await _apps.UntilSettledAsync(@namespace, "web");
        // Its address is given by somebody else, before or after the app is Ready: nothing else writes it from here on.
        var before = await _apps.UntilAsync<V1Ingress>(@namespace, "web", ingress => ingress.Status?.LoadBalancer?.Ingress is [_, ..]);

        // The CRD does not know this rule: only the controller can refuse it.
        await _apps.ApplyAsync(@namespace, "web", routed with { Image = "x:2", Ingress = routed.Ingress! with { Path = "/a//b" } });

        var app = await _apps.UntilReasonAsync(@namespace, "web", ConditionType.Ready, Reasons.InvalidSpec);
        AppCluster.Condition(app, ConditionType.Accepted)!.Message.ShouldStartWith("spec.ingress.path: ");
        AppCluster.Condition(app, ConditionType.Available)!.Status.ShouldBe("True");
        (await _apps.Client.GetAsync<V1Ingress>("web", @namespace, CancellationToken.None))!
            .Metadata.ResourceVersion.ShouldBe(before.Metadata.ResourceVersion);

        await _apps.ApplyAsync(@namespace, "web", routed with { Image = "x:2" });
        await _apps.UntilSettledAsync(@namespace, "web");
    }

    [SkippableFact]
    public async Task App_Paused_IsLeftAloneUntilItIsNot()
    {
        var @namespace = await StartAsync(Plain);
        await _apps.UntilSettledAsync(@namespace, "web");

        await _apps.ApplyAsync(@namespace, "web", Plain with { Paused = true, Image = "x:2" });
        await _apps.UntilReasonAsync(@namespace, "web", ConditionType.Accepted, Reasons.Paused);
        await _apps.DeleteAsync<V1Service>(@namespace, "web");
        await _apps.UntilAsync<HermesApp>(
            @namespace, "web", app => app.Status?.Children?.Any(child => child is { Kind: "Service", State: ChildState.Waiting }) is true);
        (await _apps.Client.GetAsync<V1Service>("web", @namespace, CancellationToken.None)).ShouldBeNull();
        (await ImageAsync(@namespace)).ShouldBe(Plain.Image);

        await _apps.ApplyAsync(@namespace, "web", Plain with { Image = "x:2" });

        await _apps.UntilSettledAsync(@namespace, "web");
        (await ImageAsync(@namespace)).ShouldBe("x:2");
        (await _apps.Client.GetAsync<V1Service>("web", @namespace, CancellationToken.None)).ShouldNotBeNull();
    }

    [SkippableFact]
    public async Task App_PausedWithANewSpec_DoesNotCallItDone()
    {
        _apps.Requires(ClusterCapabilities.Simulator);
        var @namespace = await StartAsync(Plain);
        await _apps.UntilReadyAsync(@namespace, "web");

        await _apps.ApplyAsync(@namespace, "web", Plain with { Paused = true, Image = "x:2" });

        var app = await _apps.UntilReasonAsync(@namespace, "web", ConditionType.RolledOut, Reasons.ChildWaiting);
        AppCluster.Condition(app, ConditionType.RolledOut)!.Status.ShouldBe("Unknown");
        AppCluster.Condition(app, ConditionType.Available)!.Status.ShouldBe("True");
        app.Status!.Children!.Select(child => $"{child.Kind} {child.State}").ShouldBe(["Deployment Waiting", "Service Applied"]);

        await _apps.ApplyAsync(@namespace, "web", Plain with { Paused = true });

        await _apps.UntilReadyAsync(@namespace, "web");
    }

    private async Task<string> StartAsync(HermesAppSpec spec)
    {
        var @namespace = await _apps.NewNamespaceAsync();
        await _apps.ApplyAsync(@namespace, "web", spec);
        return @namespace;
    }

    private async Task ChangeImageAsync(string @namespace, HermesAppSpec spec)
    {
        await _apps.ApplyAsync(@namespace, "web", spec with { Image = "x:9" });
        await _apps.UntilAsync<V1Deployment>(@namespace, "web", deployment => deployment.Spec.Template.Spec.Containers[0].Image == "x:9");
    }

    private async Task<string> ImageAsync(string @namespace) =>
        (await _apps.Client.GetAsync<V1Deployment>("web", @namespace, CancellationToken.None))!.Spec.Template.Spec.Containers[0].Image;

    private Task ScaleAsync(string @namespace, int count) =>
        PatchAsync<V1Deployment>(@namespace, new JsonObject { ["spec"] = new JsonObject { ["replicas"] = count } });

    private Task PatchAsync<TEntity>(string @namespace, JsonObject patch)
        where TEntity : class, k8s.IKubernetesObject<V1ObjectMeta> =>
        _apps.Client.MergePatchAsync<TEntity>("web", @namespace, patch, new PatchOptions("kubectl-edit"), CancellationToken.None);
}
