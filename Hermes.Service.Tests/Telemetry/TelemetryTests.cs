using System.Diagnostics;
using Hermes.Otlp;
using Hermes.Service.Tests.Processes;

namespace Hermes.Service.Tests.Telemetry;

public sealed class TelemetryTests
{
    [Fact]
    public async Task Service_WithAnEndpoint_ExportsTracesMetricsAndLogsUnderItsNameAndDropsProbes()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var service = await ServiceProcess.StartAsync(
            ("HERMES_DRAIN_DELAY_SECONDS", "0"),
            ("OTEL_SERVICE_NAME", "raft-ai-hermes"),
            ("OTEL_RESOURCE_ATTRIBUTES", "service.version=1.2.3,service.instance.id=web-x,k8s.pod.name=web-x,deployment.environment.name=test"),
            ("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.Address));
        await service.Client.GetStringAsync(new Uri("/work?ms=1&mb=1", UriKind.Relative));
        await service.Client.GetStringAsync(new Uri("/livez", UriKind.Relative));

        // What is still in the exporters' hands goes out on the way down.
        await service.TerminateAsync();
        (await service.ExitAsync()).ShouldBe(0);

        foreach (var sources in (IEnumerable<OtlpSource>[])
            [[.. receiver.Spans.Select(span => span.Source)], [.. receiver.Points.Select(point => point.Source)], [.. receiver.LogRecords.Select(record => record.Source)]])
        {
            sources.ShouldNotBeEmpty();
            sources.ShouldAllBe(source => source.Service == "raft-ai-hermes");
            sources.ShouldAllBe(source => source.Resource["service.version"] == "1.2.3");
            sources.ShouldAllBe(source => source.Resource["service.instance.id"] == "web-x");
            sources.ShouldAllBe(source => source.Resource["k8s.pod.name"] == "web-x");
            sources.ShouldAllBe(source => source.Resource["deployment.environment.name"] == "test");
        }

        var request = receiver.Spans.ShouldHaveSingleItem();
        (request.Name, request.Kind, request.ParentSpanId).ShouldBe(("GET /work", ActivityKind.Server, null));
        (request.Attributes["url.path"], request.Attributes["http.response.status_code"]).ShouldBe(("/work", "200"));
        receiver.Points.ShouldContain(point => point.Name == "http.server.request.duration" && point.Count >= 1);
        var line = receiver.LogRecords.Where(record => record.Body == "Kept a processor busy for 1 ms and held 1 MiB").ShouldHaveSingleItem();
        (line.Severity, line.TraceId, line.SpanId).ShouldBe(("Information", request.TraceId, request.SpanId));
    }

    [Fact]
    public async Task Service_WithTheSdkDisabled_ExportsNothing()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var service = await ServiceProcess.StartAsync(
            ("HERMES_DRAIN_DELAY_SECONDS", "0"), ("OTEL_SDK_DISABLED", "true"), ("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.Address));
        await service.Client.GetStringAsync(new Uri("/slow", UriKind.Relative));

        await service.TerminateAsync();
        (await service.ExitAsync()).ShouldBe(0);

        receiver.Requests.ShouldBeEmpty();
    }
}
