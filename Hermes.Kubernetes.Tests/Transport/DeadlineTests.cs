using Hermes.Kubernetes.Transport;
using k8s.Models;

namespace Hermes.Kubernetes.Tests.Transport;

public sealed class DeadlineTests : IDisposable
{
    private static readonly TransportOptions Options = new() { CallTimeout = TimeSpan.FromSeconds(7) };
    private readonly ServerFixture _fixture = new(options: Options);

    [Fact]
    public async Task Call_NoAnswer_TimesOutByTheClockItWasGiven()
    {
        var call = _fixture.Client.GetAsync<V1ConfigMap>("a", "ns", CancellationToken.None);
        await _fixture.Server.NextAsync();
        call.IsCompleted.ShouldBeFalse();

        _fixture.Time.Advance(Options.CallTimeout);

        (await call.WaitAsync(Patience.Limit).ShouldThrowAsync<TimeoutException>()).Message.ShouldBe("get ConfigMap: no answer within 7 seconds");
    }

    [Fact]
    public async Task Call_BodyStalls_TimesOutToo()
    {
        _fixture.Server.ThenStream(new StalledStream());
        var call = _fixture.Client.GetAsync<V1ConfigMap>("a", "ns", CancellationToken.None);
        await _fixture.Server.NextAsync();

        _fixture.Time.Advance(Options.CallTimeout);

        await call.WaitAsync(Patience.Limit).ShouldThrowAsync<TimeoutException>();
    }

    [Fact]
    public async Task Call_CallerCancels_IsNoTimeout()
    {
        using var caller = new CancellationTokenSource();
        var call = _fixture.Client.GetAsync<V1ConfigMap>("a", "ns", caller.Token);
        await _fixture.Server.NextAsync();

        await caller.CancelAsync();

        await call.WaitAsync(Patience.Limit).ShouldThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task Call_Any_TellsTheServerItsTimeoutAndWhoCalls()
    {
        _fixture.Server.ThenStatus(404, "NotFound");

        await _fixture.Client.GetAsync<V1ConfigMap>("a", "ns", CancellationToken.None).WaitAsync(Patience.Limit);

        var request = _fixture.Server.Seen.ShouldHaveSingleItem();
        request.Query["timeout"].ShouldBe("6500ms");
        request.Headers["User-Agent"].ShouldBe(Options.UserAgent);
        Options.UserAgent.ShouldMatch(@"^hermes-kubernetes/\d+\.\d+\.\d+$");
    }

    public void Dispose() => _fixture.Dispose();
}
