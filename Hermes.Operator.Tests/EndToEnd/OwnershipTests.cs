using Hermes.Clusters;
using Hermes.Kubernetes.Applying;
using Hermes.Operator.Entities;
using Hermes.Operator.Entities.Keda;
using Hermes.Operator.Status;
using k8s.Models;

namespace Hermes.Operator.Tests.EndToEnd;

[Trait("Category", "Cluster")]
public sealed class OwnershipTests(SharedAppCluster shared) : IClassFixture<SharedAppCluster>
{
    private static readonly HermesAppSpec Plain = new() { Image = "ghcr.io/acme/hello:1.0" };

    private readonly AppCluster _apps = shared.Apps;

    [Fact]
    public async Task Service_OfSomebodyElseMadeBefore_IsLeftAloneAndNamed()
    {
        var @namespace = await _apps.NewNamespaceAsync();
        var theirs = await MakeServiceAsync(@namespace);
        await _apps.ApplyAsync(@namespace, "web", Plain);

        await AssertConflictAsync(@namespace, theirs);
    }

    [SkippableFact]
    public async Task Service_OfSomebodyElseMadeInTheMeantime_IsLeftAloneAndNamed()
    {
        var @namespace = await _apps.NewNamespaceAsync();
        await _apps.ApplyAsync(@namespace, "web", Plain);
        await _apps.UntilSettledAsync(@namespace, "web");
        await _apps.ApplyAsync(@namespace, "web", Plain with { Paused = true });
        await _apps.UntilReasonAsync(@namespace, "web", ConditionType.Accepted, Reasons.Paused);
        await _apps.DeleteAsync<V1Service>(@namespace, "web");
        var theirs = await MakeServiceAsync(@namespace);

        await _apps.ApplyAsync(@namespace, "web", Plain);

        await AssertConflictAsync(@namespace, theirs);
    }

    [Fact]
    public async Task Service_OfSomebodyElseThatNamesAnotherController_IsNamedWithIt()
    {
        var @namespace = await _apps.NewNamespaceAsync();
        var other = await _apps.ApplyAsync(@namespace, "other", Plain);
        await MakeServiceAsync(@namespace, new V1OwnerReference
        {
            ApiVersion = HermesApp.GroupVersion,
            Kind = HermesApp.KubeKind,
            Name = "other",
            Uid = other.Metadata.Uid,
            Controller = true,
        });
        await _apps.ApplyAsync(@namespace, "web", Plain);

        var app = await _apps.UntilReasonAsync(@namespace, "web", ConditionType.RoutingReady, Reasons.NameConflict);
        AppCluster.Condition(app, ConditionType.RoutingReady)!.Message.ShouldContain("HermesApp other");
    }

    [Fact]
    public async Task Service_OfferedForAdoption_IsAdopted()
    {
        var @namespace = await _apps.NewNamespaceAsync();
        var offered = await _apps.Client.CreateAsync(
            Service(@namespace) with
            {
                Spec = new V1ServiceSpec { Ports = [new V1ServicePort { Name = "http", Port = 8000 }] },
                Metadata = new V1ObjectMeta
                {
                    Name = "web",
                    NamespaceProperty = @namespace,
                    Annotations = new Dictionary<string, string> { ["hermes.dev/adopt"] = "web" },
                },
            },
            CancellationToken.None);
        var app = await _apps.ApplyAsync(@namespace, "web", Plain);

        var adopted = await _apps.UntilAsync<V1Service>(@namespace, "web", service => service.IsControlledBy(app.Metadata.Uid));
        adopted.Metadata.Uid.ShouldBe(offered.Metadata.Uid);
    }

    [SkippableFact]
    public async Task Service_OfSomebodyElseGoes_OursIsMade()
    {
        Slow.SkipUnlessAsked("the operator looks for it again after 30 seconds");
        var @namespace = await _apps.NewNamespaceAsync();
        await MakeServiceAsync(@namespace);
        await _apps.ApplyAsync(@namespace, "web", Plain);
        await _apps.UntilReasonAsync(@namespace, "web", ConditionType.RoutingReady, Reasons.NameConflict);

        await _apps.DeleteAsync<V1Service>(@namespace, "web");

        await Task.Delay(TimeSpan.FromSeconds(31), TimeProvider.System);
        await _apps.UntilSettledAsync(@namespace, "web");
    }

    [Fact]
    public async Task Deployment_OfSomebodyElse_GetsNoScaler()
    {
        var @namespace = await _apps.NewNamespaceAsync();
        await _apps.Client.CreateAsync(Deployment(@namespace), CancellationToken.None);
        await _apps.ApplyAsync(@namespace, "web", Plain with
        {
            Scaling = new Scaling { MinReplicas = 2, MaxReplicas = 5, Cpu = new UtilizationTarget { AverageUtilization = 70 } },
        });

        var app = await _apps.UntilReasonAsync(@namespace, "web", ConditionType.Available, Reasons.NameConflict);
        app.Status!.Children!.ShouldContain(child => child.Kind == "HorizontalPodAutoscaler" && child.State == ChildState.Waiting);
        (await _apps.Client.GetAsync<V2HorizontalPodAutoscaler>("web", @namespace, CancellationToken.None)).ShouldBeNull();
    }

    [SkippableFact]
    public async Task Deployment_OfSomebodyElseTakesTheNameMeanwhile_LosesOurScaler()
    {
        _apps.Requires(ClusterCapabilities.Simulator);
        var @namespace = await _apps.NewNamespaceAsync();
        var scaled = Plain with
        {
            Scaling = new Scaling { MinReplicas = 2, MaxReplicas = 5, Cpu = new UtilizationTarget { AverageUtilization = 70 } },
        };
        await _apps.ApplyAsync(@namespace, "web", scaled);
        await _apps.UntilReadyAsync(@namespace, "web");
        await _apps.ApplyAsync(@namespace, "web", scaled with { Paused = true });
        await _apps.UntilReasonAsync(@namespace, "web", ConditionType.Accepted, Reasons.Paused);
        await _apps.DeleteAsync<V1Deployment>(@namespace, "web");
        await _apps.Client.CreateAsync(Deployment(@namespace), CancellationToken.None);

        await _apps.ApplyAsync(@namespace, "web", scaled);

        await _apps.UntilGoneAsync<V2HorizontalPodAutoscaler>(@namespace, "web");
        (await _apps.Client.GetAsync<V1Deployment>("web", @namespace, CancellationToken.None))!.Metadata.OwnerReferences.ShouldBeNull();
    }

    [Fact]
    public async Task Service_OfSomebodyElse_IsNotPublished()
    {
        var @namespace = await _apps.NewNamespaceAsync();
        await MakeServiceAsync(@namespace);
        await _apps.ApplyAsync(@namespace, "web", Plain with { Ingress = new IngressSettings { Hosts = [$"{@namespace}.example.org"] } });

        var app = await _apps.UntilReasonAsync(@namespace, "web", ConditionType.RoutingReady, Reasons.NameConflict);
        app.Status!.Children!.ShouldContain(child => child.Kind == "Ingress" && child.State == ChildState.Waiting);
        (await _apps.Client.GetAsync<V1Ingress>("web", @namespace, CancellationToken.None)).ShouldBeNull();
    }

    [SkippableFact]
    public async Task InterceptorService_OfSomebodyElse_GetsNoTrafficAndTheAppDoesNotSleep()
    {
        _apps.Requires(ClusterCapabilities.Simulator | ClusterCapabilities.Keda);
        var @namespace = await _apps.NewNamespaceAsync();
        var routed = Plain with { Ingress = new IngressSettings { Hosts = [$"{@namespace}.example.org"] } };
        await _apps.ApplyAsync(@namespace, "web", routed);
        await _apps.UntilReadyAsync(@namespace, "web");
        await _apps.Client.CreateAsync(
            Service(@namespace) with { Metadata = new V1ObjectMeta { Name = "web-interceptor", NamespaceProperty = @namespace } }, CancellationToken.None);

        await _apps.ApplyAsync(@namespace, "web", routed with
        {
            Scaling = new Scaling { MinReplicas = 0, MaxReplicas = 5, Http = new HttpScaling { Concurrency = 10 } },
        });

        await _apps.UntilReasonAsync(@namespace, "web", ConditionType.RoutingReady, Reasons.NameConflict);
        (await _apps.Client.GetAsync<ScaledObject>("web", @namespace, CancellationToken.None)).ShouldBeNull();
        (await _apps.Client.GetAsync<V1Ingress>("web", @namespace, CancellationToken.None))!
            .Spec.Rules[0].Http.Paths[0].Backend.Service.Name.ShouldBe("web");
    }

    private async Task AssertConflictAsync(string @namespace, V1Service theirs)
    {
        var app = await _apps.UntilReasonAsync(@namespace, "web", ConditionType.RoutingReady, Reasons.NameConflict);
        app.Status!.Children!.ShouldContain(child => child.Kind == "Service" && child.Name == "web" && child.State == ChildState.Conflict);
        app.Status.Children!.ShouldContain(child => child.Kind == "Deployment" && child.State == ChildState.Applied);
        AppCluster.Condition(app, ConditionType.Ready)!.Status.ShouldNotBe("True");
        (await _apps.Client.GetAsync<V1Service>("web", @namespace, CancellationToken.None))!
            .Metadata.ResourceVersion.ShouldBe(theirs.Metadata.ResourceVersion);
    }

    private Task<V1Service> MakeServiceAsync(string @namespace, params V1OwnerReference[] owners) =>
        _apps.Client.CreateAsync(
            Service(@namespace) with { Metadata = Service(@namespace).Metadata with { OwnerReferences = owners.Length == 0 ? null : owners } },
            CancellationToken.None);

    private static V1Deployment Deployment(string @namespace)
    {
        var labels = new Dictionary<string, string> { ["app"] = "theirs" };
        return new()
        {
            ApiVersion = "apps/v1",
            Kind = V1Deployment.KubeKind,
            Metadata = new V1ObjectMeta { Name = "web", NamespaceProperty = @namespace },
            Spec = new V1DeploymentSpec
            {
                Replicas = 1,
                Selector = new V1LabelSelector { MatchLabels = labels },
                Template = new V1PodTemplateSpec
                {
                    Metadata = new V1ObjectMeta { Labels = labels },
                    Spec = new V1PodSpec { Containers = [new V1Container { Name = "theirs", Image = "theirs:1" }] },
                },
            },
        };
    }

    private static V1Service Service(string @namespace) => new()
    {
        ApiVersion = "v1",
        Kind = V1Service.KubeKind,
        Metadata = new V1ObjectMeta { Name = "web", NamespaceProperty = @namespace },
        Spec = new V1ServiceSpec { Ports = [new V1ServicePort { Port = 1234 }] },
    };
}
