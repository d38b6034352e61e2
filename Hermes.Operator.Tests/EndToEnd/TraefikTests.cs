using Hermes.Clusters;
using Hermes.Operator.Entities;
using Hermes.Operator.Status;
using k8s.Models;

namespace Hermes.Operator.Tests.EndToEnd;

/// <summary>Traefik's class, named or by default. Seen to fail where ClusterView.IsTraefik looked at named classes only.</summary>
[Trait("Category", "Cluster")]
public sealed class TraefikTests
{
    private static readonly HermesAppSpec Http = new()
    {
        Image = "ghcr.io/acme/hello:1.0",
        Scaling = new Scaling { MinReplicas = 0, MaxReplicas = 5, Http = new HttpScaling { Concurrency = 10 } },
    };

    [SkippableFact]
    public async Task App_OfTraefiksClass_GetsTheHintWithTheScalerInItsStatus()
    {
        await using var apps = await AppCluster.StartAsync(new ClusterOptions { Lane = "devcluster" });
        var @namespace = await apps.NewNamespaceAsync();
        await apps.ApplyAsync(@namespace, "named", Http with { Ingress = new IngressSettings { Hosts = ["a.example.org"], ClassName = "edge" } });
        await apps.ApplyAsync(@namespace, "default", Http with { Ingress = new IngressSettings { Hosts = ["b.example.org"] } });
        await apps.ApplyAsync(@namespace, "other", Http with { Ingress = new IngressSettings { Hosts = ["c.example.org"], ClassName = "nginx" } });

        // The class comes last: those that it concerns hear of it.
        await apps.Client.CreateAsync(
            new V1IngressClass
            {
                Metadata = new V1ObjectMeta
                {
                    Name = "edge",
                    Annotations = new Dictionary<string, string> { ["ingressclass.kubernetes.io/is-default-class"] = "true" },
                },
                Spec = new V1IngressClassSpec { Controller = "traefik.io/ingress-controller" },
            },
            CancellationToken.None);

        foreach (var name in new[] { "named", "default" })
        {
            var app = await apps.UntilAsync<HermesApp>(@namespace, name, app =>
                AppCluster.Condition(app, ConditionType.RoutingReady)?.Message == IngressControllers.TraefikHint);
            AppCluster.Condition(app, ConditionType.RoutingReady)!.Status.ShouldBe("True");
        }

        var other = await apps.UntilAsync<HermesApp>(@namespace, "other", app =>
            AppCluster.Condition(app, ConditionType.RoutingReady)?.Status == "True" && app.Status?.Scaler?.Current == 1);
        AppCluster.Condition(other, ConditionType.RoutingReady)!.Message.ShouldBeEmpty();
        other.Status!.Scaler.ShouldBe(new ScalerStatus { Kind = ScalerKind.KedaHttp, Name = "other", Min = 0, Max = 5, Current = 1, Desired = 1 });
    }
}
