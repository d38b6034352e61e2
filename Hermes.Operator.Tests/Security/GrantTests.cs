using System.Text.Json.Nodes;
using Hermes.DevCluster.Faults;
using Hermes.Kubernetes.Client;
using Hermes.Operator.Entities;
using Hermes.Operator.Entities.Keda;
using Hermes.Operator.Tests.Commands;
using Hermes.Operator.Tests.EndToEnd;
using Hermes.Operator.Tests.Faults;
using k8s;
using k8s.Models;

namespace Hermes.Operator.Tests.Security;

/// <summary>
/// The operator does all that it does under exactly what ships: nothing is refused, and nothing is granted that it does not use. Seen to
/// fail with <c>delete</c> taken from <c>services</c>, and with <c>delete</c> given for <c>deployments</c>.
/// </summary>
[Trait("Category", "Cluster")]
public sealed class GrantTests
{
    private const string Shop = "shop";
    private const string Routed = "routed";

    // One for each kind that somebody else has an object of, where the operator does not see it coming.
    private static readonly string[] Taken = ["taken-service", "taken-ingress", "taken-autoscaler", "taken-route", "taken-scaler"];

    // Roles cannot grant these. The operator asks all the same, in case somebody has, and does without.
    private static readonly string[] OutsideNamespaces =
    [
        "list apiextensions.k8s.io/customresourcedefinitions",
        "list apiregistration.k8s.io/apiservices",
        "list networking.k8s.io/ingressclasses",
    ];

    private static readonly HermesAppSpec Plain = new() { Image = "ghcr.io/acme/hello:1.0" };

    private static readonly HermesAppSpec Hpa = Plain with
    {
        Ingress = new IngressSettings { Hosts = ["shop.example.org"] },
        Scaling = new Scaling { MinReplicas = 1, MaxReplicas = 5, Cpu = new UtilizationTarget { AverageUtilization = 70 } },
    };

    private static readonly HermesAppSpec Http = Plain with
    {
        Scaling = new Scaling { MinReplicas = 1, MaxReplicas = 5, Http = new HttpScaling { Concurrency = 10 } },
    };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Operator_UnderTheShippedGrants_IsRefusedNothingAndUsesThemAll(bool inNamespaces)
    {
        await using var apps = await AppCluster.StartAsync(FaultyClusterOptions.Plain with { Rbac = true }, withOperator: false);
        var grants = new ShippedGrants(apps.Cluster);
        string[] namespaces = [Shop, Routed, .. Taken];
        foreach (var @namespace in namespaces)
        {
            await apps.Client.CreateAsync(new V1Namespace { Metadata = new V1ObjectMeta { Name = @namespace } }, CancellationToken.None);
        }

        await (inNamespaces ? grants.InstallInAsync(namespaces) : grants.InstallForTheClusterAsync());
        using var folder = new TemporaryFolder();
        var kubeconfig = folder.Write("kubeconfig", grants.Kubeconfig);
        await StartAsync(prefersInterceptorRoute: false);

        await WalkAsync(apps);
        await MeetWhatIsTakenAsync(apps);
        await apps.StopOperatorAsync();
        await StartAsync(prefersInterceptorRoute: true);
        await RouteAsync(apps);
        await apps.StopOperatorAsync();

        grants.Refused().ShouldBe(inNamespaces ? OutsideNamespaces : []);
        grants.Unused().ShouldBeEmpty();

        Task StartAsync(bool prefersInterceptorRoute) => apps.StartOperatorAsync(prefersInterceptorRoute, configure: options => options with
        {
            Kubeconfig = kubeconfig,
            Namespaces = inNamespaces ? namespaces : [],
            LeaderElect = true,
            LeaderElectResourceNamespace = ShippedGrants.Namespace,
        });
    }

    /// <summary>Makes, mends and takes away each child but an InterceptorRoute.</summary>
    private static async Task WalkAsync(AppCluster apps)
    {
        await apps.ApplyAsync(Shop, "web", Hpa);
        await apps.UntilReadyAsync(Shop, "web");

        // Twice: the second time the event of the first is counted up.
        for (var port = 9001; port <= 9002; port++)
        {
            await DriftAsync<V1Service>(apps, Shop, "web", new JsonObject { ["spec"] = new JsonObject { ["type"] = "NodePort" } });
            await apps.UntilAsync<V1Service>(Shop, "web", service => service.Spec.Type == "ClusterIP");
        }

        await DriftAsync<V2HorizontalPodAutoscaler>(apps, Shop, "web", new JsonObject { ["spec"] = new JsonObject { ["maxReplicas"] = 9 } });
        await apps.UntilAsync<V2HorizontalPodAutoscaler>(Shop, "web", autoscaler => autoscaler.Spec.MaxReplicas == 5);
        await apps.DeleteAsync<V1Ingress>(Shop, "web");
        await apps.UntilAsync<V1Ingress>(Shop, "web", _ => true);

        await apps.ApplyAsync(Shop, "web", Http);
        await apps.UntilReadyAsync(Shop, "web");
        await apps.UntilGoneAsync<V2HorizontalPodAutoscaler>(Shop, "web");
        await apps.UntilGoneAsync<V1Ingress>(Shop, "web");

        await apps.ApplyAsync(Shop, "web", Plain);
        await apps.UntilReadyAsync(Shop, "web");
        await apps.UntilGoneAsync<ScaledObject>(Shop, "web");
        await apps.UntilGoneAsync<HttpScaledObject>(Shop, "web");
        await apps.UntilGoneAsync<V1Service>(Shop, "web-interceptor");
    }

    /// <summary>Somebody else's object, which no watch has told of, is read before anything is done about it.</summary>
    private static async Task MeetWhatIsTakenAsync(AppCluster apps)
    {
        using var blind = Blind(apps);
        await apps.Client.CreateAsync(new V1Deployment { Metadata = Web(Taken[0]), Spec = Workload() }, CancellationToken.None);
        await apps.Client.CreateAsync(
            new V1Service { Metadata = Web(Taken[0]), Spec = new V1ServiceSpec { Ports = [new V1ServicePort { Port = 80 }] } }, CancellationToken.None);
        await apps.Client.CreateAsync(
            new V1Ingress
            {
                Metadata = Web(Taken[1]),
                Spec = new V1IngressSpec
                {
                    DefaultBackend = new V1IngressBackend
                    {
                        Service = new V1IngressServiceBackend { Name = "theirs", Port = new V1ServiceBackendPort { Number = 80 } },
                    },
                },
            },
            CancellationToken.None);
        await apps.Client.CreateAsync(
            new V2HorizontalPodAutoscaler
            {
                Metadata = Web(Taken[2]),
                Spec = new V2HorizontalPodAutoscalerSpec
                {
                    MaxReplicas = 2,
                    ScaleTargetRef = new V2CrossVersionObjectReference { ApiVersion = "apps/v1", Kind = "Deployment", Name = "theirs" },
                },
            },
            CancellationToken.None);
        await apps.Client.CreateAsync(TheirRoute(Taken[3]), CancellationToken.None);
        await apps.Client.CreateAsync(
            new ScaledObject
            {
                Metadata = Web(Taken[4]),
                Spec = new ScaledObjectSpec
                {
                    ScaleTargetRef = new WorkloadReference { Name = "theirs" },
                    Triggers = [new ScaleTrigger { Type = "cron", Metadata = new Dictionary<string, string> { ["timezone"] = "UTC" } }],
                },
            },
            CancellationToken.None);

        foreach (var (@namespace, spec, kind) in new[]
        {
            (Taken[0], Plain, "Deployment"),
            (Taken[0], Plain, "Service"),
            (Taken[1], Hpa with { Scaling = null, Ingress = new IngressSettings { Hosts = ["taken.example.org"] } }, "Ingress"),
            (Taken[2], Hpa with { Ingress = null }, "HorizontalPodAutoscaler"),
            (Taken[3], Http, "HTTPScaledObject"),
            (Taken[4], Http, "ScaledObject"),
        })
        {
            await MeetsConflictAsync(apps, @namespace, spec, kind);
        }
    }

    /// <summary>The same for InterceptorRoutes, by an operator that makes these.</summary>
    private static async Task RouteAsync(AppCluster apps)
    {
        await apps.ApplyAsync(Routed, "web", Http);
        await apps.UntilReadyAsync(Routed, "web");
        await apps.DeleteAsync<InterceptorRoute>(Routed, "web");
        await apps.UntilAsync<InterceptorRoute>(Routed, "web", _ => true);
        await apps.ApplyAsync(Routed, "web", Plain);
        await apps.UntilReadyAsync(Routed, "web");
        await apps.UntilGoneAsync<InterceptorRoute>(Routed, "web");

        using var blind = Blind(apps);
        await apps.Client.CreateAsync(
            new InterceptorRoute
            {
                Metadata = Web(Routed),
                Spec = new InterceptorRouteSpec
                {
                    Target = new InterceptorTarget { Service = "theirs", Port = 80 },
                    ScalingMetric = new HttpScalingMetric { Concurrency = new ConcurrencyMetric { TargetValue = 10 } },
                },
            },
            CancellationToken.None);
        await MeetsConflictAsync(apps, Routed, Http, "InterceptorRoute");
    }

    private static async Task MeetsConflictAsync(AppCluster apps, string @namespace, HermesAppSpec spec, string kind)
    {
        await apps.ApplyAsync(@namespace, "web", spec);
        await apps.UntilAsync<HermesApp>(@namespace, "web", app =>
            app.Status?.Children?.Any(child => child.Kind == kind && child.State == ChildState.Conflict) is true);
    }

    /// <summary>Keeps the operator from seeing children, while it hears of apps.</summary>
    private static IDisposable Blind(AppCluster apps)
    {
        var fault = apps.Cluster.DevCluster!.Faults.Add(new Fault
        {
            Matches = request => AppCluster.IsOperators(request) && request.Verb is "list" or "watch" && request.Resource is not "hermesapps",
            Status = 503,
        });
        apps.Cluster.DevCluster.CloseWatches();
        return fault;
    }

    private static Task DriftAsync<TEntity>(AppCluster apps, string @namespace, string name, JsonObject patch)
        where TEntity : class, IKubernetesObject<V1ObjectMeta> =>
        apps.Client.MergePatchAsync<TEntity>(name, @namespace, patch, new PatchOptions("somebody"), CancellationToken.None);

    private static HttpScaledObject TheirRoute(string @namespace) => new()
    {
        Metadata = Web(@namespace),
        Spec = new HttpScaledObjectSpec
        {
            Hosts = ["theirs.example.org"],
            ScaleTargetRef = new HttpScaleTarget { Name = "theirs", Service = "theirs", Port = 80 },
        },
    };

    private static V1ObjectMeta Web(string @namespace) => new() { Name = "web", NamespaceProperty = @namespace };

    private static V1DeploymentSpec Workload() => new()
    {
        Selector = new V1LabelSelector { MatchLabels = new Dictionary<string, string> { ["app"] = "theirs" } },
        Template = new V1PodTemplateSpec
        {
            Metadata = new V1ObjectMeta { Labels = new Dictionary<string, string> { ["app"] = "theirs" } },
            Spec = new V1PodSpec { Containers = [new V1Container { Name = "app", Image = "x:1" }] },
        },
    };
}
