using System.Text.Json;
using Hermes.DevCluster.Faults;
using Hermes.DevCluster.Keda;
using Hermes.Operator.Controllers;
using Hermes.Operator.Entities;
using Hermes.Operator.Entities.Keda;
using Hermes.Operator.Status;
using Hermes.Operator.Tests.Commands;
using Hermes.Operator.Tests.Faults;
using Hermes.Operator.Tests.Security;
using k8s.Models;

namespace Hermes.Operator.Tests.EndToEnd;

/// <summary>
/// Each piece that a cluster may lack, and its return. Seen to fail where WatchesServed added no key (the returns), where ClusterView took
/// ignorance for absence, and where ScalerReport did not ask whether the metrics API is served.
/// </summary>
[Trait("Category", "Faults")]
public sealed class DependencyTests
{
    private const string Host = "web.example.org";

    private static readonly HermesAppSpec Plain = new() { Image = "ghcr.io/acme/hello:1.0" };

    private static readonly HermesAppSpec Http = Plain with
    {
        Scaling = new Scaling { MinReplicas = 0, MaxReplicas = 5, Http = new HttpScaling { Concurrency = 10 } },
        Ingress = new IngressSettings { Hosts = [Host], ClassName = "nginx" },
    };

    private static readonly HermesAppSpec Hpa = Plain with
    {
        Scaling = new Scaling { MinReplicas = 2, MaxReplicas = 5, Cpu = new UtilizationTarget { AverageUtilization = 70 } },
    };

    [Theory]
    [InlineData(AppInformers.ScaledObjectCrd, Reasons.KedaNotInstalled, "helm install keda keda --repo https://kedacore.github.io/charts --namespace keda --create-namespace")]
    [InlineData(
        AppInformers.HttpScaledObjectCrd + " " + AppInformers.InterceptorRouteCrd,
        Reasons.HttpAddOnNotInstalled,
        "helm install http-add-on keda-add-ons-http --repo https://kedacore.github.io/charts --namespace keda")]
    public async Task App_PieceOfKedaMissingAndBack_RunsWithoutItAndHeals(string definitions, string reason, string command)
    {
        await using var apps = await StartAsync();
        await RemoveAsync(apps, definitions);
        await apps.StartOperatorAsync();
        var @namespace = await apps.NewNamespaceAsync();

        await apps.ApplyAsync(@namespace, "web", Http with { Scaling = Http.Scaling! with { MinReplicas = 2 } });

        var app = await apps.UntilReasonAsync(@namespace, "web", ConditionType.ScalingReady, reason);
        AppCluster.Condition(app, ConditionType.ScalingReady)!.Message.ShouldEndWith(command);
        await apps.UntilAsync<V1Deployment>(@namespace, "web", deployment => deployment is { Spec.Replicas: 2, Status.AvailableReplicas: 2 });
        var ingress = await apps.UntilAsync<V1Ingress>(@namespace, "web", _ => true);
        ingress.Spec.Rules[0].Http.Paths[0].Backend.Service.Name.ShouldBe("web");

        await InstallAsync(apps, definitions);

        await apps.UntilReadyAsync(@namespace, "web");
        await apps.UntilAsync<V1Ingress>(@namespace, "web", ingress => ingress.Spec.Rules[0].Http.Paths[0].Backend.Service.Name == "web-interceptor");
    }

    [Fact]
    public async Task App_KedaTakenAwayWhileItScales_SaysSoAndHealsWhenItIsBack()
    {
        await using var apps = await StartAsync();
        await apps.StartOperatorAsync();
        var @namespace = await apps.NewNamespaceAsync();
        await apps.ApplyAsync(@namespace, "web", Http);
        await apps.UntilReadyAsync(@namespace, "web");

        await RemoveAsync(apps, AppInformers.ScaledObjectCrd);

        await apps.UntilReasonAsync(@namespace, "web", ConditionType.ScalingReady, Reasons.KedaNotInstalled);
        await apps.UntilAsync<V1Ingress>(@namespace, "web", ingress => ingress.Spec.Rules[0].Http.Paths[0].Backend.Service.Name == "web");
        await InstallAsync(apps, AppInformers.ScaledObjectCrd);
        await apps.UntilReadyAsync(@namespace, "web");
        await apps.UntilAsync<ScaledObject>(@namespace, "web", _ => true);
    }

    [Fact]
    public async Task App_InterceptorRoutePreferredButMissingAndBack_TakesItsPredecessorUntilThen()
    {
        await using var apps = await StartAsync();
        await RemoveAsync(apps, AppInformers.InterceptorRouteCrd);
        await apps.StartOperatorAsync(prefersInterceptorRoute: true);
        var @namespace = await apps.NewNamespaceAsync();

        await apps.ApplyAsync(@namespace, "web", Http);
        await apps.UntilReadyAsync(@namespace, "web");
        await apps.UntilAsync<HttpScaledObject>(@namespace, "web", _ => true);

        await InstallAsync(apps, AppInformers.InterceptorRouteCrd);
        await apps.UntilAsync<InterceptorRoute>(@namespace, "web", _ => true);
        await apps.UntilGoneAsync<HttpScaledObject>(@namespace, "web");
        await apps.UntilReadyAsync(@namespace, "web");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task App_MetricsApiMissingAndBack_SaysSoAndHeals(bool scalesOnHttpToo)
    {
        await using var apps = await StartAsync();
        var service = (await apps.Client.GetAsync<V1APIService>(AppInformers.MetricsApiService, null, CancellationToken.None))!;
        await apps.DeleteAsync<V1APIService>(null, AppInformers.MetricsApiService);
        await apps.StartOperatorAsync();
        var @namespace = await apps.NewNamespaceAsync();

        await apps.ApplyAsync(@namespace, "web", scalesOnHttpToo ? Hpa with { Scaling = Hpa.Scaling! with { Http = new HttpScaling { Concurrency = 10 } } } : Hpa);

        var app = await apps.UntilReasonAsync(@namespace, "web", ConditionType.ScalingReady, Reasons.MetricsApiMissing);
        AppCluster.Condition(app, ConditionType.ScalingReady)!.Message.ShouldContain(": kubectl apply -f https://github.com/kubernetes-sigs/metrics-server/");
        AppCluster.Condition(app, ConditionType.Available)!.Status.ShouldBe("True");
        await apps.Client.CreateAsync(
            new V1APIService { Metadata = new V1ObjectMeta { Name = AppInformers.MetricsApiService }, Spec = service.Spec }, CancellationToken.None);
        await apps.UntilReadyAsync(@namespace, "web");
    }

    [Fact]
    public async Task App_IngressClassMissingAndBack_SaysSoAndHeals()
    {
        await using var apps = await StartAsync();
        await apps.StartOperatorAsync();
        var @namespace = await apps.NewNamespaceAsync();

        await apps.ApplyAsync(@namespace, "web", Plain with { Ingress = new IngressSettings { Hosts = [Host], ClassName = "elsewhere" } });

        var app = await apps.UntilReasonAsync(@namespace, "web", ConditionType.RoutingReady, Reasons.IngressClassNotFound);
        AppCluster.Condition(app, ConditionType.RoutingReady)!.Message.ShouldBe("there is no IngressClass elsewhere");
        await apps.Client.CreateAsync(
            new V1IngressClass { Metadata = new V1ObjectMeta { Name = "elsewhere" }, Spec = new V1IngressClassSpec { Controller = "example.org/elsewhere" } },
            CancellationToken.None);
        await apps.UntilReadyAsync(@namespace, "web");
    }

    [Fact]
    public async Task App_WhetherItsIngressClassIsThereCannotBeTold_IsNotToldThatItIsMissing()
    {
        await using var apps = await StartAsync();
        using var failing = apps.Cluster.DevCluster!.Faults.Add(new Fault
        {
            Matches = request => AppCluster.IsOperators(request) && request.Resource == "ingressclasses",
            Status = 503,
        });
        await apps.StartOperatorAsync();
        var @namespace = await apps.NewNamespaceAsync();

        await apps.ApplyAsync(@namespace, "web", Plain with { Ingress = new IngressSettings { Hosts = [Host], ClassName = "elsewhere" } });

        await apps.UntilReadyAsync(@namespace, "web");
    }

    [Fact]
    public async Task App_WhetherTheMetricsApiIsThereCannotBeTold_IsToldWhatTheAutoscalerSays()
    {
        await using var apps = await StartAsync();
        await apps.DeleteAsync<V1APIService>(null, AppInformers.MetricsApiService);
        using var failing = apps.Cluster.DevCluster!.Faults.Add(new Fault
        {
            Matches = request => AppCluster.IsOperators(request)
                && (request.Resource == "apiservices" || request.Path.StartsWith("/apis/metrics.k8s.io", StringComparison.Ordinal)),
            Status = 503,
        });
        await apps.StartOperatorAsync();
        var @namespace = await apps.NewNamespaceAsync();

        await apps.ApplyAsync(@namespace, "web", Hpa);

        await apps.UntilReasonAsync(@namespace, "web", ConditionType.ScalingReady, "FailedGetResourceMetric");
    }

    /// <summary>Roles in one namespace reach no CRD and no APIService: what is served is told by asking for it.</summary>
    [Fact]
    public async Task App_OfAnOperatorWithRolesOnly_HearsOfKedaAllTheSame()
    {
        await using var apps = await StartAsync(rbac: true);
        await RemoveAsync(apps, AppInformers.ScaledObjectCrd);
        var @namespace = await apps.NewNamespaceAsync();
        var grants = new ShippedGrants(apps.Cluster);
        await grants.InstallInAsync(@namespace);
        using var folder = new TemporaryFolder();
        var kubeconfig = folder.Write("kubeconfig", grants.Kubeconfig);
        await apps.StartOperatorAsync(configure: options => options with { Kubeconfig = kubeconfig, Namespaces = [@namespace] });

        await apps.ApplyAsync(@namespace, "web", Http);

        await apps.UntilReasonAsync(@namespace, "web", ConditionType.ScalingReady, Reasons.KedaNotInstalled);
        await InstallAsync(apps, AppInformers.ScaledObjectCrd);
        await apps.UntilReadyAsync(@namespace, "web");
        await RemoveAsync(apps, AppInformers.ScaledObjectCrd);
        await apps.UntilReasonAsync(@namespace, "web", ConditionType.ScalingReady, Reasons.KedaNotInstalled);
    }

    [Fact]
    public async Task App_OfAnOperatorWithRolesOnly_HearsOfTheMetricsApiAllTheSame()
    {
        await using var apps = await StartAsync(rbac: true);
        await apps.DeleteAsync<V1APIService>(null, AppInformers.MetricsApiService);
        var @namespace = await apps.NewNamespaceAsync();
        var grants = new ShippedGrants(apps.Cluster);
        await grants.InstallInAsync(@namespace);
        using var folder = new TemporaryFolder();
        var kubeconfig = folder.Write("kubeconfig", grants.Kubeconfig);
        await apps.StartOperatorAsync(configure: options => options with { Kubeconfig = kubeconfig, Namespaces = [@namespace] });

        await apps.ApplyAsync(@namespace, "web", Hpa);

        await apps.UntilReasonAsync(@namespace, "web", ConditionType.ScalingReady, Reasons.MetricsApiMissing);
    }

    private static Task<AppCluster> StartAsync(bool rbac = false) =>
        AppCluster.StartAsync(FaultyClusterOptions.Fast() with { Rbac = rbac }, withOperator: false);

    private static async Task RemoveAsync(AppCluster apps, string definitions)
    {
        foreach (var name in definitions.Split(' '))
        {
            await apps.DeleteAsync<V1CustomResourceDefinition>(null, name);
            await apps.UntilGoneAsync<V1CustomResourceDefinition>(null, name);
        }
    }

    private static async Task InstallAsync(AppCluster apps, string definitions)
    {
        foreach (var definition in KedaDefinitions.All.Where(each => definitions.Split(' ').Contains(each["metadata"]!["name"]!.GetValue<string>())))
        {
            await apps.Client.CreateAsync(
                definition.Deserialize(apps.Catalog.Get<V1CustomResourceDefinition>().Contract)!, CancellationToken.None);
        }
    }
}
