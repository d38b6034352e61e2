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
            ("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment.name=test"),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.Address));
        await service.Client.GetStringAsync(new Uri("/work?ms=1", UriKind.Relative));
        await service.Client.GetStringAsync(new Uri("/livez", UriKind.Relative));

        // What is still in the exporters' hands goes out on the way down.
        await service.TerminateAsync();
        (await service.ExitAsync()).ShouldBe(0);

        var sources = receiver.Spans.Select(span => span.Source)
            .Concat(receiver.Points.Select(point => point.Source))
            .Concat(receiver.LogRecords.Select(record => record.Source))
            .ToList();
        sources.ShouldAllBe(source => source.Service == "raft-ai-hermes");
        sources.ShouldAllBe(source => source.Resource["deployment.environment.name"] == "test");
        var request = receiver.Spans.ShouldHaveSingleItem();
        (request.Name, request.Kind, request.ParentSpanId).ShouldBe(("GET /work", ActivityKind.Server, null));
        (request.Attributes["url.path"], request.Attributes["http.response.status_code"]).ShouldBe(("/work", "200"));
        receiver.Points.ShouldContain(point => point.Name == "http.server.request.duration" && point.Count >= 1);
        receiver.LogRecords.ShouldNotBeEmpty();
    }
}
