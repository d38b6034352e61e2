using Hermes.Kubernetes.Applying;
using Hermes.Operator.Entities;
using Hermes.Operator.Tests.EndToEnd;
using k8s.Models;

namespace Hermes.Operator.Tests.Faults;

/// <summary>Delete and same-name recreate in one tick: the new object is reconciled.</summary>
[Trait("Category", "Faults")]
public sealed class RecreatedInOneTickTests
{
    // Seen to fail when Ownership.IsControlledBy took the owner's name for its UID: the former app's Deployment was changed, and went with it.
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

        server.FreezeViews();
        await apps.DeleteAsync<HermesApp>(@namespace, "web");
        var anew = await apps.ApplyAsync(@namespace, "web", new HermesAppSpec { Image = "ghcr.io/acme/hello:2.0" });
        if (byList)
        {
            server.Compact();
            server.CloseWatches();
        }

        server.ThawViews();

        var app = await apps.UntilReadyAsync(@namespace, "web");
        app.Metadata.Uid.ShouldBe(anew.Metadata.Uid);
        var deployment = (await apps.Client.GetAsync<V1Deployment>("web", @namespace, CancellationToken.None))!;
        deployment.IsControlledBy(anew.Metadata.Uid).ShouldBeTrue();
        deployment.Spec.Template.Spec.Containers[0].Image.ShouldBe("ghcr.io/acme/hello:2.0");
        (await apps.Client.GetAsync<V1Service>("web", @namespace, CancellationToken.None))!.IsControlledBy(anew.Metadata.Uid).ShouldBeTrue();
    }
}
