using Hermes.Service.Draining;

namespace Hermes.Service.Tests.Draining;

public sealed class RequestsInFlightTests
{
    [Fact]
    public void WhenIdle_WithoutRequests_IsComplete() => new RequestsInFlight().WhenIdle().IsCompletedSuccessfully.ShouldBeTrue();

    [Fact]
    public async Task WhenIdle_WithRequests_CompletesWithTheLast()
    {
        var requests = new RequestsInFlight();
        requests.Enter();
        requests.Enter();
        var idle = requests.WhenIdle();

        requests.Leave();
        idle.IsCompleted.ShouldBeFalse();

        requests.Leave();
        await idle.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void WhenIdle_AfterAnIdleMoment_WaitsForTheNextRequest()
    {
        var requests = new RequestsInFlight();
        requests.Enter();
        _ = requests.WhenIdle();
        requests.Leave();

        requests.Enter();

        requests.WhenIdle().IsCompleted.ShouldBeFalse();
    }
}
