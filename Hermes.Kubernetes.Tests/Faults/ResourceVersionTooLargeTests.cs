using Hermes.DevCluster.Faults;
using Hermes.DevCluster.Requests;
using Hermes.DevCluster.Schemas;

namespace Hermes.Kubernetes.Tests.Faults;

/// <summary>"Too large resource version" (504): list without a version.</summary>
[Trait("Category", "Faults")]
public sealed class ResourceVersionTooLargeTests
{
    // Seen to fail when the reflector took this 504 for any other and kept the version: it asked for a watch again and never listed.
    [Fact]
    public async Task Informer_ServerHasNotComeSoFar_ListsWithoutAVersion()
    {
        await using var cluster = await FaultyCluster.StartAsync();
        cluster.Follow();
        await cluster.CreateAsync("a");
        (await cluster.NextAsync()).ShouldBe("+a");
        using var fault = cluster.Strike("watch", new Fault { Matches = static _ => true, Refusal = static _ => TooLarge });

        cluster.Server.CloseWatches();
        await cluster.CreateAsync("b");
        await cluster.PassPauseAsync();
        await cluster.PassPauseAsync();

        (await cluster.NextAsync()).ShouldBe("+b");
        var lists = cluster.Requests("list");
        lists.Count.ShouldBe(2);
        lists[1].Query.ShouldNotContain("resourceVersion=");
    }

    private static ApiException TooLarge => new(504, "Timeout", "Timeout: Too large resource version: 9000, current: 12")
    {
        Causes = [new FieldError("", "ResourceVersionTooLarge", "Too large resource version")],
        RetryAfterSeconds = 1,
    };
}
