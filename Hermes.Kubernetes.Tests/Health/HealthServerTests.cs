using System.Net;
using Hermes.Kubernetes.Health;
using Hermes.Kubernetes.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Hermes.Kubernetes.Tests.Health;

public sealed class HealthServerTests
{
    [Theory]
    [InlineData(null, null, 200, "[+] loop\nok\n", 200, "[+] sync\nok\n")]
    [InlineData("stuck", null, 503, "[-] loop: stuck\nfailed\n", 200, "[+] sync\nok\n")]
    [InlineData(null, "listing", 200, "[+] loop\nok\n", 503, "[-] sync: listing\nfailed\n")]
    public async Task Endpoints_ByTheirProbes_SayWhatIsWrong(
        string? loopFault, string? syncFault, int liveCode, string live, int readyCode, string ready)
    {
        await using var server = Create(
            port: 0,
            new HandProbe("loop", HealthProbeKind.Liveness) { Fault = loopFault },
            new HandProbe("sync", HealthProbeKind.Readiness) { Fault = syncFault });
        await server.StartAsync(CancellationToken.None);

        (await GetAsync(server, "livez")).ShouldBe((liveCode, live));
        (await GetAsync(server, "readyz")).ShouldBe((readyCode, ready));
        (await GetAsync(server, "other")).Code.ShouldBe(404);
    }

    [Fact]
    public async Task Endpoints_ProbesOfBothKindsUnderOneName_ShowEachItsOwn()
    {
        await using var server = Create(
            port: 0,
            new HandProbe("informers", HealthProbeKind.Liveness),
            new HandProbe("informers", HealthProbeKind.Readiness) { Fault = "listing" });
        await server.StartAsync(CancellationToken.None);

        (await GetAsync(server, "livez")).ShouldBe((200, "[+] informers\nok\n"));
        (await GetAsync(server, "readyz")).ShouldBe((503, "[-] informers: listing\nfailed\n"));
    }

    [Fact]
    public async Task Endpoints_AsAProbeChanges_ChangeToo()
    {
        var probe = new HandProbe("sync", HealthProbeKind.Readiness) { Fault = "listing" };
        await using var server = Create(port: 0, probe);
        await server.StartAsync(CancellationToken.None);
        (await GetAsync(server, "readyz")).Code.ShouldBe(503);

        probe.Fault = null;

        (await GetAsync(server, "readyz")).Code.ShouldBe(200);
    }

    [Fact]
    public async Task Port_Unset_IsNotServed()
    {
        await using var server = Create(port: null);

        await server.StartAsync(CancellationToken.None);

        server.Port.ShouldBeNull();
        await server.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Port_InUse_FailsTheStart()
    {
        await using var first = Create(port: 0);
        await first.StartAsync(CancellationToken.None);
        await using var second = Create(first.Port);

        await Should.ThrowAsync<IOException>(second.StartAsync(CancellationToken.None));
    }

    private static HealthServer Create(int? port, params IHealthProbe[] probes) => new(
        Options.Create(new KubernetesOperatorOptions { HealthPort = port, HealthAddress = IPAddress.Loopback }),
        probes,
        NullLoggerFactory.Instance);

    private static async Task<(int Code, string Body)> GetAsync(HealthServer server, string path)
    {
        using var http = new HttpClient();
        using var response = await http.GetAsync(new Uri($"http://127.0.0.1:{server.Port}/{path}"));
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
