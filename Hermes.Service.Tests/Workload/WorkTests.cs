using System.Net;
using Hermes.Service.Tests.Processes;

namespace Hermes.Service.Tests.Workload;

public sealed class WorkTests
{
    [Theory]
    [InlineData("/work?ms=1&mb=2", HttpStatusCode.OK, "kept a processor busy for 1 ms and held 2 MiB")]
    [InlineData("/work", HttpStatusCode.OK, "kept a processor busy for 0 ms and held 0 MiB")]
    [InlineData("/slow?ms=1", HttpStatusCode.OK, "held for 1 ms, read 0 bytes")]
    [InlineData("/work?ms=60001", HttpStatusCode.BadRequest, "ms: must be a whole number of milliseconds from 0 to 60000")]
    [InlineData("/work?ms=soon", HttpStatusCode.BadRequest, "ms: must be a whole number of milliseconds from 0 to 60000")]
    [InlineData("/work?mb=-1", HttpStatusCode.BadRequest, "mb: must be a whole number of MiB from 0 to 9")]
    [InlineData("/work?mb=10", HttpStatusCode.BadRequest, "mb: must be a whole number of MiB from 0 to 9")]
    [InlineData("/work?mb=1&mb=1", HttpStatusCode.BadRequest, "mb: must be given once")]
    [InlineData("/work?cpu=1", HttpStatusCode.BadRequest, "cpu: unknown parameter; there is ms and mb")]
    [InlineData("/slow?ms=", HttpStatusCode.BadRequest, "ms: must be a whole number of milliseconds from 0 to 60000")]
    [InlineData("/slow?mb=1", HttpStatusCode.BadRequest, "mb: unknown parameter; there is ms")]
    public async Task Endpoint_WithinItsBoundsOnly_DoesWhatIsAsked(string path, HttpStatusCode status, string body)
    {
        await using var service = await ServiceProcess.StartAsync(("HERMES_WORK_MEMORY_MIB", "9"));

        using var answer = await service.Client.GetAsync(new Uri(path, UriKind.Relative));

        answer.StatusCode.ShouldBe(status);
        (await answer.Content.ReadAsStringAsync()).ShouldBe(body + "\n");
    }

    [Fact]
    public async Task Work_WithMilliseconds_SpendsThemOnAProcessor()
    {
        await using var service = await ServiceProcess.StartAsync();
        var before = service.ProcessorTime;

        await service.Client.GetStringAsync(new Uri("/work?ms=1000", UriKind.Relative));

        // On a machine with more to do than processors, the rest of the second was others'.
        (service.ProcessorTime - before).ShouldBeGreaterThan(TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public async Task Work_BeyondWhatOthersLeave_IsRefusedUntilTheyEnd()
    {
        await using var service = await ServiceProcess.StartAsync(("HERMES_WORK_MEMORY_MIB", "64"));
        var before = service.ResidentMebibytes;
        using var leave = new CancellationTokenSource();
        var holder = service.Client.GetAsync(new Uri("/work?ms=60000&mb=64", UriKind.Relative), leave.Token);

        await UntilAsync(() => Task.FromResult(service.ResidentMebibytes >= before + 60));
        using var refused = await service.Client.GetAsync(new Uri("/work?mb=1", UriKind.Relative));
        refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        refused.Headers.RetryAfter.ShouldNotBeNull();
        (await refused.Content.ReadAsStringAsync()).ShouldBe("mb: 1 MiB are not free now; all requests together may hold 64 (HERMES_WORK_MEMORY_MIB)\n");

        // Who leaves gives back at once what was held for them.
        await leave.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(holder);
        await UntilAsync(() => Task.FromResult(service.ResidentMebibytes < before + 60));
        await UntilAsync(async () =>
        {
            using var served = await service.Client.GetAsync(new Uri("/work?mb=64", UriKind.Relative));
            return served.StatusCode == HttpStatusCode.OK;
        });
    }

    // What the kernel counts for a process, and when a server learns that its client left, can only be looked at.
    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(50), TimeProvider.System);
        while (!await condition())
        {
            timeout.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
