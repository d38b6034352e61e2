using System.Net;
using Hermes.Kubernetes.Transport;
using k8s.Models;
using KubernetesException = Hermes.Kubernetes.Client.KubernetesException;

namespace Hermes.Kubernetes.Tests.Transport;

public sealed class ThrottlingTests : IDisposable
{
    private static readonly TransportOptions Options = new();
    private readonly ServerFixture _fixture = new(options: Options);

    private ScriptedServer Server => _fixture.Server;

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task Call_ServerAsksToWait_IsSentAgainAfterThatLong(int code)
    {
        Server.Then((HttpStatusCode)code, "busy", retryAfter: "4").ThenOk("""{"metadata":{"name":"a"}}""");

        var call = GetAsync();
        var wait = await _fixture.Time.AdvanceToNextAsync(IsWait);

        (await call.WaitAsync(Patience.Limit)).ShouldNotBeNull();
        wait.ShouldBeInRange(TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(5));
        Server.Seen.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Call_SentAgain_TellsTheServerTheTimeThatIsLeft()
    {
        Server.Then(HttpStatusCode.TooManyRequests, retryAfter: "8").ThenOk("""{"metadata":{"name":"a"}}""");

        var call = GetAsync();
        await _fixture.Time.AdvanceToNextAsync(IsWait);
        await call.WaitAsync(Patience.Limit);

        Timeout(Server.Seen[0]).ShouldBe(29_500);
        Timeout(Server.Seen[1]).ShouldBeInRange(19_500, 21_500);
    }

    [Fact]
    public async Task Call_TooManyRequestsWithoutAWord_IsSentAgain()
    {
        Server.Then(HttpStatusCode.TooManyRequests).ThenOk("""{"metadata":{"name":"a"}}""");

        var call = GetAsync();
        await _fixture.Time.AdvanceToNextAsync(IsWait);

        (await call.WaitAsync(Patience.Limit)).ShouldNotBeNull();
    }

    [Theory]
    [InlineData(503)]
    [InlineData(500)]
    [InlineData(504)]
    public async Task Call_OutcomeUnknown_IsNotSentAgain(int code)
    {
        Server.Then((HttpStatusCode)code, "broken");

        var refusal = await GetAsync().ShouldThrowAsync<KubernetesException>();

        ((int)refusal.StatusCode).ShouldBe(code);
        Server.Seen.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Call_InternalErrorWithRetryAfter_IsNotSentAgainButTells()
    {
        Server.Then(HttpStatusCode.InternalServerError, "broken", retryAfter: "2");

        var refusal = await GetAsync().ShouldThrowAsync<KubernetesException>();

        refusal.RetryAfter.ShouldBe(TimeSpan.FromSeconds(2));
        Server.Seen.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Call_ConnectionLost_IsNotSentAgain()
    {
        Server.Then(_ => throw new HttpRequestException("reset"));

        await GetAsync().ShouldThrowAsync<HttpRequestException>();

        Server.Seen.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Call_ServerAsksForTooLongAWait_ThrowsWithIt()
    {
        Server.Then(HttpStatusCode.TooManyRequests, "busy", retryAfter: "60");

        var refusal = await GetAsync().ShouldThrowAsync<KubernetesException>();

        refusal.RetryAfter.ShouldBe(TimeSpan.FromMinutes(1));
        Server.Seen.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Call_ServerKeepsAsking_IsGivenUpAfterTheLastRetry()
    {
        for (var i = 0; i <= Options.MaxThrottleRetries; i++)
        {
            Server.Then(HttpStatusCode.TooManyRequests, "busy", retryAfter: "1");
        }

        var call = GetAsync();
        for (var i = 0; i < Options.MaxThrottleRetries; i++)
        {
            await _fixture.Time.AdvanceToNextAsync(IsWait);
        }

        await call.WaitAsync(Patience.Limit).ShouldThrowAsync<KubernetesException>();
        Server.Seen.Count.ShouldBe(Options.MaxThrottleRetries + 1);
    }

    [Fact]
    public async Task Call_RetryAfterIsADate_WaitsUntilThen()
    {
        var then = _fixture.Time.GetUtcNow().AddSeconds(6);
        Server.Then(HttpStatusCode.ServiceUnavailable, retryAfter: then.ToString("R")).ThenOk("""{"metadata":{"name":"a"}}""");

        var call = GetAsync();
        var wait = await _fixture.Time.AdvanceToNextAsync(IsWait);

        await call.WaitAsync(Patience.Limit);
        wait.ShouldBeInRange(TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(7.5));
    }

    public void Dispose() => _fixture.Dispose();

    private Task<V1ConfigMap?> GetAsync() => _fixture.Client.GetAsync<V1ConfigMap>("a", "ns", CancellationToken.None).WaitAsync(Patience.Limit);

    private static bool IsWait(TimeSpan due) => due < Options.CallTimeout;

    private static int Timeout(SeenRequest request) => int.Parse(request.Query["timeout"].Replace("ms", "", StringComparison.Ordinal), null);
}
