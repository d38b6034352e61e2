using System.Net;
using Hermes.DevCluster.Faults;
using Hermes.DevCluster.Requests;

namespace Hermes.Kubernetes.Tests.Faults;

/// <summary>CRD deleted and made anew: nothing counts as deleted, the kind is asked for again and again, and listed on its return.</summary>
[Trait("Category", "Faults")]
public sealed class DefinitionDeletedTests
{
    // Seen to fail when the reflector took a 404 for an empty list ("-a" was heard), when it asked no more after one, and when it did not
    // forget its version.
    [Fact]
    public async Task Informer_KindGoesAndComesBack_KeepsWhatItHasAndListsAnew()
    {
        await using var cluster = await FaultyCluster.StartAsync();
        cluster.Follow();
        await cluster.CreateAsync("a");
        (await cluster.NextAsync()).ShouldBe("+a");
        var gone = cluster.Server.Faults.Add(new Fault
        {
            Matches = static request => request.Resource == "configmaps" && request.Verb is "list" or "watch",
            Refusal = static _ => new ApiException(404, "NotFound", "the server could not find the requested resource") { HasDetails = true },
        });

        cluster.Server.CloseWatches();
        await cluster.PassPauseAsync();
        for (var i = 0; i < 5; i++)
        {
            (await cluster.PassPauseAsync()).ShouldBeInRange(FaultyCluster.Times.AbsentRetry / 2, FaultyCluster.Times.AbsentRetry * 1.5);
        }

        cluster.Rest().ShouldBeEmpty();
        cluster.Informer.Store.Count.ShouldBe(1);
        cluster.Informer.IsServed.ShouldBe(false);
        gone.Dispose();
        await cluster.CreateAsync("b");
        await cluster.PassPauseAsync();

        (await cluster.NextAsync()).ShouldBe("+b");
        cluster.Informer.IsServed.ShouldBe(true);
        cluster.Requests("list")[^1].Status.ShouldBe((int)HttpStatusCode.OK);
    }
}
