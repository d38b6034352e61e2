using Hermes.DevCluster.Faults;
using Hermes.Kubernetes.Applying;
using k8s.Models;
using KubernetesException = Hermes.Kubernetes.Client.KubernetesException;

namespace Hermes.Kubernetes.Tests.Faults;

/// <summary>500/503/504, response lost: the write's outcome is unknown; read again, assume nothing.</summary>
[Trait("Category", "Faults")]
public sealed class ResponseLostTests
{
    // Seen to fail when ApiConnection sent a call again after a lost connection: the second creation was refused, and that was thrown.
    [Theory]
    [InlineData(AnswerLoss.BeforeServing)]
    [InlineData(AnswerLoss.AfterServing)]
    public async Task Create_AnswerLost_IsToldAndNotSentAgain(AnswerLoss loss)
    {
        await using var cluster = await FaultyCluster.StartAsync();
        using var fault = cluster.Strike("create", new Fault { Matches = static _ => true, Times = 1, Loss = loss });

        await cluster.Client.CreateAsync(FaultyCluster.ConfigMap("a"), CancellationToken.None).ShouldThrowAsync<HttpRequestException>();

        cluster.Requests("create").Count.ShouldBe(1);
    }

    // Seen to fail when OwnedObjectApplier did not read again after the 409 that a creation meets whose first try was served.
    [Theory]
    [InlineData(AnswerLoss.BeforeServing, ApplyResult.Created)]
    [InlineData(AnswerLoss.AfterServing, ApplyResult.Unchanged)]
    public async Task Apply_AnswerLost_NextTryFindsOutWhatCameOfIt(AnswerLoss loss, ApplyResult next)
    {
        await using var cluster = await FaultyCluster.StartAsync();
        var applier = new TestedApplier(cluster, await cluster.CreateAsync("owner"));
        using var fault = cluster.Strike("patch", new Fault { Matches = static _ => true, Times = 1, Loss = loss });

        await applier.ApplyAsync("wanted").ShouldThrowAsync<HttpRequestException>();

        await ShouldBeThereOnceAsync(cluster, applier, next);
    }

    // Seen to fail as above, and when 503 and 504 were taken for refusals (nothing was thrown, and the next try was not sent).
    [Theory]
    [InlineData(503, false, ApplyResult.Created)]
    [InlineData(503, true, ApplyResult.Unchanged)]
    [InlineData(504, false, ApplyResult.Created)]
    [InlineData(504, true, ApplyResult.Unchanged)]
    public async Task Apply_ServerInTrouble_NextTryFindsOutWhatCameOfIt(int status, bool isServed, ApplyResult next)
    {
        await using var cluster = await FaultyCluster.StartAsync();
        var applier = new TestedApplier(cluster, await cluster.CreateAsync("owner"));
        using var fault = cluster.Strike("patch", Trouble(status, isServed));

        (await applier.ApplyAsync("wanted").ShouldThrowAsync<KubernetesException>()).StatusCode.ShouldBe((System.Net.HttpStatusCode)status);

        await ShouldBeThereOnceAsync(cluster, applier, next);
    }

    // Seen to fail when a refusal was remembered for ever (the second try was not sent). 500 is how a broken webhook answers too, which the
    // user has to read: it is an outcome, and what is asked again soon is not sent.
    [Theory]
    [InlineData(false, ApplyResult.Created)]
    [InlineData(true, ApplyResult.Unchanged)]
    public async Task Apply_InternalError_LaterTryFindsOutWhatCameOfIt(bool isServed, ApplyResult next)
    {
        await using var cluster = await FaultyCluster.StartAsync();
        var applier = new TestedApplier(cluster, await cluster.CreateAsync("owner"));
        using var fault = cluster.Strike("patch", Trouble(500, isServed));

        (await applier.ApplyAsync("wanted")).Result.ShouldBe(ApplyResult.Failed);
        (await applier.ApplyAsync("wanted")).Result.ShouldBe(ApplyResult.Failed);
        cluster.Requests("patch").Count.ShouldBe(1);
        cluster.Time.Advance(TestedApplier.RefusalRetry);

        await ShouldBeThereOnceAsync(cluster, applier, next);
    }

    private static Fault Trouble(int status, bool isServed) =>
        new() { Matches = static _ => true, Times = 1, Status = status, RefusesAfterServing = isServed };

    private static async Task ShouldBeThereOnceAsync(FaultyCluster cluster, TestedApplier applier, ApplyResult next)
    {
        (await applier.ApplyAsync("wanted")).Result.ShouldBe(next);
        (await applier.ApplyAsync("wanted")).Result.ShouldBe(ApplyResult.Unchanged);

        var child = await cluster.Others.GetAsync<V1ConfigMap>(TestedApplier.Name, FaultyCluster.Namespace, CancellationToken.None);
        child!.Data["value"].ShouldBe("wanted");
        cluster.Requests("patch").Count.ShouldBe(2);
    }
}
