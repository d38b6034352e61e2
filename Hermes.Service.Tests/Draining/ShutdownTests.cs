using System.Net;
using Hermes.Service.Tests.Processes;

namespace Hermes.Service.Tests.Draining;

public sealed class ShutdownTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Probes_WhileRunning_AnswerOk()
    {
        await using var service = await ServiceProcess.StartAsync();

        (await StatusAsync(service, "/livez")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(service, "/readyz")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Sigterm_WithARequestInFlight_IsNotReadyAtOnceAndFinishesTheRequest()
    {
        await using var service = await ServiceProcess.StartAsync(("HERMES_DRAIN_DELAY_SECONDS", "0"), ("HERMES_DRAIN_TIMEOUT_SECONDS", "3600"));
        await using var held = await HeldRequest.SendAsync(service.Client, 1, 2, 3);

        await service.TerminateAsync();

        await WaitForStatusAsync(service, "/readyz", HttpStatusCode.ServiceUnavailable).WaitAsync(Patience);
        (await StatusAsync(service, "/livez")).ShouldBe(HttpStatusCode.OK);
        held.Answer.IsCompleted.ShouldBeFalse();

        held.Release();
        using var answer = await held.Answer;
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).ShouldBe("held for 0 ms, read 3 bytes\n");
        answer.Headers.ConnectionClose.ShouldBe(true);
        (await service.ExitAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Sigterm_AtRest_ExitsWithZero()
    {
        await using var service = await ServiceProcess.StartAsync(("HERMES_DRAIN_DELAY_SECONDS", "0"));

        await service.TerminateAsync();

        (await service.ExitAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Sigterm_AtRest_ServesThoseWhoHaveNotHeardYet()
    {
        await using var service = await ServiceProcess.StartAsync();

        await service.TerminateAsync();

        // Each answer of the drain closes its connection: these are new ones, to a service that has nothing in flight.
        await WaitForStatusAsync(service, "/readyz", HttpStatusCode.ServiceUnavailable).WaitAsync(Patience);
        (await StatusAsync(service, "/")).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(service, "/slow?ms=1")).ShouldBe(HttpStatusCode.OK);
        (await service.ExitAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Sigterm_WithARequestThatNeverEnds_ExitsWithZeroAfterTheTimeout()
    {
        await using var service = await ServiceProcess.StartAsync(("HERMES_DRAIN_DELAY_SECONDS", "0"), ("HERMES_DRAIN_TIMEOUT_SECONDS", "1"));
        await using var held = await HeldRequest.SendAsync(service.Client, 1);

        await service.TerminateAsync();

        (await service.ExitAsync()).ShouldBe(0);
        held.Release();
        await Should.ThrowAsync<HttpRequestException>(held.Answer);
    }

    private static async Task<HttpStatusCode> StatusAsync(ServiceProcess service, string path)
    {
        using var answer = await service.Client.GetAsync(new Uri(path, UriKind.Relative));
        return answer.StatusCode;
    }

    // The signal has no answer: asking is the only way to see that it arrived.
    private static async Task WaitForStatusAsync(ServiceProcess service, string path, HttpStatusCode status)
    {
        while (await StatusAsync(service, path) != status)
        {
            await Task.Yield();
        }
    }
}
