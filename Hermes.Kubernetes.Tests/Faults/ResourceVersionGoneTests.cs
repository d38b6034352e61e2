using Hermes.DevCluster.Faults;

namespace Hermes.Kubernetes.Tests.Faults;

/// <summary>410: list again, replace the store, tell the deletions that nobody told.</summary>
[Trait("Category", "Faults")]
public sealed class ResourceVersionGoneTests
{
    // Seen to fail when the reflector kept the version after a 410 (no change was heard any more), and when Informer.Replace left in the
    // store what the list lacks ("-a" was never heard).
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Informer_VersionForgottenWhileAway_HearsOfTheDeletionByAList(bool inTheStream)
    {
        await using var cluster = await FaultyCluster.StartAsync();
        await cluster.CreateAsync("a");
        cluster.Follow();
        (await cluster.NextAsync()).ShouldBe("+a");
        await cluster.CreateAsync("b");
        (await cluster.NextAsync()).ShouldBe("+b");

        cluster.Server.CloseWatches();
        var pause = await cluster.Time.NextTimerAsync(FaultyCluster.IsPause);
        await cluster.DeleteAsync("a");
        await cluster.ChangeAsync("b");
        cluster.Server.Compact();
        using var fault = inTheStream ? null : cluster.Strike("watch", new Fault { Matches = static _ => true, Times = 1, Status = 410 });
        cluster.Time.Advance(pause);
        await cluster.PassPauseAsync();

        (await cluster.NextAsync(2)).ShouldBe(["-a", "~b"], ignoreOrder: true);
        cluster.Informer.Store.List().ShouldHaveSingleItem().Metadata.Name.ShouldBe("b");
        var lists = cluster.Requests("list");
        lists.Count.ShouldBe(2);
        lists[1].Query.ShouldNotContain("resourceVersion=");
    }
}
