using Hermes.Kubernetes.Controllers;
using Hermes.Kubernetes.Tests.Controllers;
using k8s.Models;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hermes.Kubernetes.Tests.Faults;

/// <summary>Delete and same-name recreate in one tick: the new object is reconciled, and the old one's end is told.</summary>
[Trait("Category", "Faults")]
public sealed class RecreatedInOneTickTests
{
    // Seen to fail when Informer.Put did not compare UIDs and Controller.OnEntityChanged did not either: nobody heard of the deletion.
    // Through the watch, the same when DeletedEntities.Add was left out.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Controller_NameMadeAnewUnseen_HearsOfTheEndAndReconcilesTheNewOne(bool byList)
    {
        await using var cluster = await FaultyCluster.StartAsync();
        var script = new ScriptedController();
        using var controller = new Controller<V1ConfigMap>(
            new ControllerOptions { Name = "recreated" }, script, cluster.Informer, cluster.Informer.WaitForSyncAsync, cluster.Time, NullLogger.Instance);
        using var stop = new CancellationTokenSource();
        cluster.Follow();
        await cluster.Informer.WaitForSyncAsync(CancellationToken.None).WaitAsync(Patience.Limit);
        var run = controller.RunAsync(stop.Token, CancellationToken.None);
        var former = await cluster.CreateAsync("a");
        (await script.NextAsync()).Entity.Metadata.Uid.ShouldBe(former.Metadata.Uid);

        cluster.Server.FreezeViews();
        await cluster.DeleteAsync("a");
        var present = await cluster.CreateAsync("a");
        if (byList)
        {
            cluster.Server.CloseWatches();
            var pause = await cluster.Time.NextTimerAsync(FaultyCluster.IsPause);
            cluster.Server.ThawViews();
            cluster.Server.Compact();
            cluster.Time.Advance(pause);
            await cluster.PassPauseAsync();
        }
        else
        {
            cluster.Server.ThawViews();
        }

        var deleted = await script.NextAsync();
        var reconciled = await script.NextAsync();
        (deleted.Call, deleted.Entity.Metadata.Uid).ShouldBe(("deleted a", former.Metadata.Uid));
        (reconciled.Call, reconciled.Entity.Metadata.Uid).ShouldBe(("reconcile a", present.Metadata.Uid));
        await stop.CancelAsync();
        await run.WaitAsync(Patience.Limit);
    }
}
