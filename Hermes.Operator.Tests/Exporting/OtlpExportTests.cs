using System.Diagnostics;
using Hermes.Operator.Entities;
using Hermes.Operator.Exporting;
using Hermes.Operator.Hosting;
using Hermes.Operator.Tests.EndToEnd;
using Hermes.Otlp;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Hermes.Operator.Tests.Exporting;

[Trait("Category", "Cluster")]
public sealed class OtlpExportTests
{
    private static readonly TimeSpan Patience = AppCluster.Patience;

    [Theory]
    [InlineData("http/protobuf")]
    [InlineData("grpc")]
    public async Task Export_OfAReconcile_BringsItsTraceItsMetricsAndTheLog(string protocol)
    {
        await using var receiver = await OtlpReceiver.StartAsync(new OtlpReceiverOptions { IsGrpc = protocol == "grpc" });
        var @namespace = await ReconcileAnAppAsync(new Dictionary<string, string?>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = receiver.Address,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = protocol,
            ["OTEL_EXPORTER_OTLP_HEADERS"] = "x-token=secret",
            ["OTEL_RESOURCE_ATTRIBUTES"] = "deployment.environment.name=test",
        });

        receiver.Requests.ShouldAllBe(request => request.Headers["x-token"] == "secret");
        var sources = receiver.Spans.Select(span => span.Source)
            .Concat(receiver.Points.Select(point => point.Source))
            .Concat(receiver.LogRecords.Select(record => record.Source))
            .ToList();
        sources.ShouldAllBe(source => source.Service == "hermes-operator");
        sources.ShouldAllBe(source => source.Resource["service.version"] == typeof(OtlpExport).Assembly.GetName().Version!.ToString(3));
        sources.ShouldAllBe(source => source.Resource["deployment.environment.name"] == "test");

        ShouldHoldTheReconcile(receiver.Spans, @namespace);
        receiver.Points.Where(point => point.Source.Scope == "Hermes.Kubernetes").Select(point => point.Name)
            .ShouldContain("hermes.controller.reconcile.count");
        receiver.Points.ShouldContain(point =>
            point.Name == "hermes.app.count" && point.Attributes["condition"] == "Accepted" && point.Attributes["status"] == "True" && point.Value >= 1);
        receiver.Points.ShouldContain(point => point.Source.Scope == "System.Runtime");
        receiver.LogRecords.Select(record => record.Body).ShouldContain("Operator hermes-operator starts with 1 controllers");
    }

    [Fact]
    public async Task Export_ServiceNameInTheEnvironment_HasTheLastWord()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await ReconcileAnAppAsync(new Dictionary<string, string?>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = receiver.Address,
            ["OTEL_SERVICE_NAME"] = "hermes-of-team-a",
        });

        receiver.Spans.ShouldNotBeEmpty();
        receiver.Spans.ShouldAllBe(span => span.Source.Service == "hermes-of-team-a");
    }

    [Fact]
    public void Export_NoEndpoint_AddsNothing()
    {
        var builder = OperatorHost.CreateBuilder(new OperatorOptions());
        var before = builder.Services.Count;

        builder.AddOtlpExport(OtlpVariables.Read(new Dictionary<string, string?>()));

        builder.Services.Count.ShouldBe(before);
        builder.Services.ShouldNotContain(service => service.ServiceType == typeof(TracerProvider) || service.ServiceType == typeof(MeterProvider));
    }

    private static async Task<string> ReconcileAnAppAsync(IReadOnlyDictionary<string, string?> environment)
    {
        await using var apps = await AppCluster.StartAsync(withOperator: false);
        var builder = OperatorHost.CreateBuilder(new OperatorOptions { Kubeconfig = apps.Cluster.KubeconfigPath, HealthPort = null });
        builder.AddOtlpExport(OtlpVariables.Read(environment));
        builder.Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
        using var host = builder.Build();
        await host.StartAsync();
        var @namespace = await apps.NewNamespaceAsync();
        await apps.ApplyAsync(@namespace, "web", new HermesAppSpec { Image = "x:1" });
        await apps.UntilSettledAsync(@namespace, "web");

        // What is still held goes out on the way down.
        await host.StopAsync().WaitAsync(Patience);
        return @namespace;
    }

    private static void ShouldHoldTheReconcile(IReadOnlyList<OtlpSpan> spans, string @namespace)
    {
        // Spans are the process's: other tests' operators show here too.
        var reconcile = spans.Where(span => span.Name == "reconcile" && IsParentOf(span, spans, "apply Deployment"))
            .Where(span => span.Attributes["k8s.namespace.name"] == @namespace && span.Attributes["result"] == "success")
            .ShouldHaveSingleItem();
        spans.Where(span => span.SpanId == reconcile.ParentSpanId).ShouldHaveSingleItem().Name.ShouldBe("rollout");
        reconcile.Attributes["kind"].ShouldBe("HermesApp");
        reconcile.Attributes["k8s.object.name"].ShouldBe("web");
    }

    private static bool IsParentOf(OtlpSpan span, IEnumerable<OtlpSpan> all, string child) =>
        all.Any(other => other.Name == child && other.Kind == ActivityKind.Client && other.ParentSpanId == span.SpanId);
}
