using Hermes.Service.Tests.Processes;

namespace Hermes.Service.Tests.Telemetry;

public sealed class TelemetryTests
{

    [Fact]
    public async Task Service_WithAnEndpoint_ExportsTracesMetricsAndLogsUnderItsNameAndDropsProbes()
    {
        await using var collector = await OtlpCollector.StartAsync();
        await using var service = await ServiceProcess.StartAsync(
            ("HERMES_DRAIN_DELAY_SECONDS", "0"),
            ("OTEL_SERVICE_NAME", "raft-ai-hermes"),
            ("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment.name=test"),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address.ToString()));
        await service.Client.GetStringAsync(new Uri("/work?ms=1", UriKind.Relative));
        await service.Client.GetStringAsync(new Uri("/livez", UriKind.Relative));

        // What is still in the exporters' hands goes out on the way down.
        await service.TerminateAsync();
        (await service.ExitAsync()).ShouldBe(0);

        foreach (var signal in (string[])["/v1/traces", "/v1/metrics", "/v1/logs"])
        {
            var bodies = collector.Bodies(signal);
            bodies.ShouldNotBeEmpty(signal);
            bodies.ShouldAllBe(body => body.Contains("raft-ai-hermes", StringComparison.Ordinal));
            bodies.ShouldAllBe(body => body.Contains("deployment.environment.name", StringComparison.Ordinal));
        }

        var traces = string.Concat(collector.Bodies("/v1/traces"));
        traces.ShouldContain("/work");
        traces.ShouldNotContain("/livez");
    }
}
