using Hermes.DevCluster.Faults;
using k8s.Models;

namespace Hermes.Kubernetes.Tests.Faults;

/// <summary>429, 503 with Retry-After: wait that long.</summary>
[Trait("Category", "Faults")]
public sealed class RetryAfterTests
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(7);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(77);

    // Seen to fail when ApiConnection.AskedWait was null (the refusal was thrown), and when it was always a second (no such timer was set).
    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task Call_AskedToWait_IsSentAgainOnceThatHasPassed(int status)
    {
        await using var cluster = await FaultyCluster.StartAsync();
        await cluster.CreateAsync("a");
        using var fault = cluster.Strike("get", new Fault { Matches = static _ => true, Times = 1, Status = status, RetryAfter = Short });

        var call = cluster.Client.GetAsync<V1ConfigMap>("a", FaultyCluster.Namespace, CancellationToken.None);
        var wait = await cluster.Time.NextTimerAsync(due => due >= Short && due <= Short * 1.25);
        cluster.Requests("get").Count.ShouldBe(1);
        cluster.Time.Advance(wait);

        (await call.WaitAsync(Patience.Limit)).ShouldNotBeNull();
        cluster.Requests("get").Count.ShouldBe(2);
    }

    // Seen to fail when Reflector.Judge did not look at KubernetesException.RetryAfter: its pause was a quarter of a second.
    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task Informer_AskedForALongWait_ListsOnceThatHasPassed(int status)
    {
        await using var cluster = await FaultyCluster.StartAsync();
        using var fault = cluster.Strike("list", new Fault { Matches = static _ => true, Times = 1, Status = status, RetryAfter = Long });
        await cluster.CreateAsync("a");
        cluster.Follow();

        var wait = await cluster.Time.NextTimerAsync(due => due >= Long && due <= Long * 1.25);
        cluster.Rest().ShouldBeEmpty();
        cluster.Time.Advance(wait);

        (await cluster.NextAsync()).ShouldBe("+a");
    }
}
