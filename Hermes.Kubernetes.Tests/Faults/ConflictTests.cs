using Hermes.Kubernetes.Applying;
using Hermes.Kubernetes.Client;
using k8s.Models;
using KubernetesException = Hermes.Kubernetes.Client.KubernetesException;

namespace Hermes.Kubernetes.Tests.Faults;

/// <summary>409: AlreadyExists and Conflict are different; read again, decide again.</summary>
[Trait("Category", "Faults")]
public sealed class ConflictTests
{
    // Seen to fail when Refusal took a Status' reason from its code alone.
    [Fact]
    public async Task Write_NameTakenOrVersionStale_IsRefusedForDifferentReasons()
    {
        await using var cluster = await FaultyCluster.StartAsync();
        var stored = await cluster.CreateAsync("a");
        await cluster.ChangeAsync("a");
        var stale = FaultyCluster.ConfigMap("a", "stale");
        stale.Metadata.ResourceVersion = stored.Metadata.ResourceVersion;

        var taken = await cluster.Client.CreateAsync(FaultyCluster.ConfigMap("a"), CancellationToken.None).ShouldThrowAsync<KubernetesException>();
        var late = await cluster.Client.ApplyAsync(stale, new ApplyOptions("tested", Force: true), CancellationToken.None)
            .ShouldThrowAsync<KubernetesException>();

        (taken.StatusCode, taken.Reason).ShouldBe((System.Net.HttpStatusCode.Conflict, StatusReason.AlreadyExists));
        (late.StatusCode, late.Reason).ShouldBe((System.Net.HttpStatusCode.Conflict, StatusReason.Conflict));
    }

    // Seen to fail when OwnedObjectApplier did not catch IsAnotherObject (409 was an outcome, and the object stayed as it was), and when it
    // tried again without reading (three creations were refused).
    [Fact]
    public async Task Apply_ObjectIsThereAlready_ReadsItAndAppliesToThat()
    {
        await using var cluster = await FaultyCluster.StartAsync();
        var owner = await cluster.CreateAsync("owner");
        var applier = new TestedApplier(cluster, owner);
        cluster.Follow();
        (await cluster.NextAsync()).ShouldBe("+owner");
        cluster.Server.FreezeViews();
        var child = await cluster.Others.CreateAsync(applier.Desired("old"), CancellationToken.None);

        var outcome = await applier.ApplyAsync("new");

        outcome.Result.ShouldBe(ApplyResult.Updated);
        outcome.Object!.Metadata.Uid.ShouldBe(child.Metadata.Uid);
        outcome.Object.Data["value"].ShouldBe("new");
        cluster.Requests("patch", "get").Select(request => $"{request.Verb} {request.Status}").ShouldBe(["patch 409", "get 200", "patch 200"]);
    }

    // Seen to fail when the second look took the object for ours: it was overwritten.
    [Fact]
    public async Task Apply_NameIsAnothersAlready_LeavesItAlone()
    {
        await using var cluster = await FaultyCluster.StartAsync();
        var owner = await cluster.CreateAsync("owner");
        var applier = new TestedApplier(cluster, owner);
        cluster.Server.FreezeViews();
        await cluster.CreateAsync(TestedApplier.Name);

        var outcome = await applier.ApplyAsync("new");

        outcome.Result.ShouldBe(ApplyResult.Conflict);
        cluster.Requests("patch", "get").Select(request => $"{request.Verb} {request.Status}").ShouldBe(["patch 409", "get 200"]);
    }
}
