using System.Text.Json.Nodes;
using Hermes.Kubernetes.Applying;
using Hermes.Kubernetes.Client;
using Hermes.Operator.Entities;
using Hermes.Operator.Tests.EndToEnd;
using k8s.Models;

namespace Hermes.Operator.Tests.Faults;

/// <summary>Delete and same-name recreate in one tick: the new object is reconciled.</summary>
[Trait("Category", "Faults")]
public sealed class RecreatedInOneTickTests
{
    // Seen to fail when Ownership.IsControlledBy took any controller for the one of the UID: the former app's Deployment passed for the
    // present one's.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task App_DeletedAndMadeAnewUnseen_GetsChildrenOfItsOwn(bool byList)
    {
        await using var apps = await AppCluster.StartAsync(FaultyClusterOptions.Plain);
        var server = apps.Cluster.DevCluster!;
        var @namespace = await apps.NewNamespaceAsync();
        await apps.ApplyAsync(@namespace, "web", new HermesAppSpec { Image = "ghcr.io/acme/hello:1.0" });
        await apps.UntilReadyAsync(@namespace, "web");

        await HoldAsync(apps, @namespace, new JsonArray("example.org/hold"));
        server.FreezeViews();
        await apps.DeleteAsync<HermesApp>(@namespace, "web");
        var anew = await apps.ApplyAsync(@namespace, "web", new HermesAppSpec { Image = "ghcr.io/acme/hello:2.0" });
        if (byList)
        {
            server.Compact();
            server.CloseWatches();
        }

        server.ThawViews();

        await apps.UntilAsync<HermesApp>(@namespace, "web", app => app.Status?.Children?.Any(child =>
            child is { Kind: V1Deployment.KubeKind, State: ChildState.Waiting }
            && child.Message == "waiting for the object of the former HermesApp web to be collected") is true);
        var held = await apps.Client.GetAsync<V1Deployment>("web", @namespace, CancellationToken.None);
        held!.Spec.Template.Spec.Containers[0].Image.ShouldBe("ghcr.io/acme/hello:1.0");
        await HoldAsync(apps, @namespace, finalizers: null);

        var app = await apps.UntilReadyAsync(@namespace, "web");
        app.Metadata.Uid.ShouldBe(anew.Metadata.Uid);
        var deployment = (await apps.Client.GetAsync<V1Deployment>("web", @namespace, CancellationToken.None))!;
        deployment.IsControlledBy(anew.Metadata.Uid).ShouldBeTrue();
        deployment.Spec.Template.Spec.Containers[0].Image.ShouldBe("ghcr.io/acme/hello:2.0");
        (await apps.Client.GetAsync<V1Service>("web", @namespace, CancellationToken.None))!.IsControlledBy(anew.Metadata.Uid).ShouldBeTrue();
    }

    /// <summary>Lets the former app's Deployment outlive it for a while.</summary>
    private static Task HoldAsync(AppCluster apps, string @namespace, JsonArray? finalizers) => apps.Client.MergePatchAsync<V1Deployment>(
        "web",
        @namespace,
        new JsonObject { ["metadata"] = new JsonObject { ["finalizers"] = finalizers } },
        new PatchOptions("test-user"),
        CancellationToken.None);
}
