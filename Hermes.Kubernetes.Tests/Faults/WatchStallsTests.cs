using Hermes.DevCluster.Faults;
using k8s.Models;

namespace Hermes.Kubernetes.Tests.Faults;

/// <summary>Watch stalls with no bytes while pings answer: a local deadline ends it.</summary>
[Trait("Category", "Faults")]
public sealed class WatchStallsTests
{
    // Seen to fail without WatchOptions.IdleLimit in the reflector's watches: the change was never heard.
    [Theory]
    [InlineData(0)]
    [InlineData(25)]
    public async Task Informer_WatchStallsOnALivingConnection_EndsItAndMissesNothing(long bytes)
    {
        await using var cluster = await FaultyCluster.StartAsync(overSockets: true);
        using var fault = cluster.Strike("watch", new Fault { Matches = static _ => true, Times = 1, StallAfter = bytes });
        await cluster.CreateAsync("a");
        cluster.Follow();
        await cluster.Time.NextTimerAsync(due => due == FaultyCluster.Times.IdleLimit);
        (await cluster.NextAsync()).ShouldBe("+a");
        await cluster.CreateAsync("b");

        (await cluster.Client.GetAsync<V1ConfigMap>("b", FaultyCluster.Namespace, CancellationToken.None)).ShouldNotBeNull();
        cluster.Rest().ShouldBeEmpty();
        cluster.Time.Advance(FaultyCluster.Times.IdleLimit);
        await cluster.PassPauseAsync();

        (await cluster.NextAsync()).ShouldBe("+b");
        cluster.Requests("list").Count.ShouldBe(1);
    }
}
