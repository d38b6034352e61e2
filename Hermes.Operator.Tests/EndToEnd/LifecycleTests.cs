using Hermes.Kubernetes.Client;
using Hermes.Operator.Entities;
using Hermes.Operator.Entities.Keda;
using Hermes.Operator.Status;
using k8s.Models;

namespace Hermes.Operator.Tests.EndToEnd;

[Trait("Category", "Cluster")]
public sealed class LifecycleTests(SharedAppCluster shared) : IClassFixture<SharedAppCluster>
{
    private readonly AppCluster _apps = shared.Apps;

    [Fact]
    public async Task App_Minimal_BecomesReadyWithItsDeploymentAndService()
    {
        var @namespace = await _apps.NewNamespaceAsync();
        await _apps.ApplyAsync(@namespace, "hello", new HermesAppSpec { Image = "ghcr.io/acme/hello:1.0" });

        var app = await _apps.UntilReadyAsync(@namespace, "hello");

        app.Status!.Children!.Select(child => $"{child.Kind} {child.State}").ShouldBe(["Deployment Applied", "Service Applied"]);
        app.Status.Selector.ShouldBe("hermes.dev/app=hello");
        app.Status.ReadyReplicas.ShouldBe(1);
    }
}
