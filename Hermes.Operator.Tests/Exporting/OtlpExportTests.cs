using Hermes.Operator.Entities;
using Hermes.Operator.Exporting;
using Hermes.Operator.Hosting;
using Hermes.Operator.Tests.EndToEnd;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Hermes.Operator.Tests.Exporting;

[Trait("Category", "Cluster")]
public sealed class OtlpExportTests
{
    private const ulong ClientKind = 3;
    private static readonly TimeSpan Patience = AppCluster.Patience;

    [Theory]
    [InlineData("http/protobuf")]
    [InlineData("grpc")]
    public async Task Export_OfAReconcile_BringsItsTraceItsMetricsAndTheLog(string protocol)
    {
        await using var receiver = await OtlpReceiver.StartAsync(protocol == "grpc");
        var @namespace = await ReconcileAnAppAsync(new Dictionary<string, string?>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = receiver.Address,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = protocol,
            ["OTEL_EXPORTER_OTLP_HEADERS"] = "x-token=secret",
            ["OTEL_RESOURCE_ATTRIBUTES"] = "deployment.environment.name=test",
        });

        receiver.Requests.ShouldAllBe(request => request.Headers["x-token"] == "secret");
        foreach (var signal in Enum.GetValues<OtlpSignal>())
        {
            var items = receiver.Items(signal);
            items.ShouldNotBeEmpty($"{signal}");
            items.ShouldAllBe(item => item.Resource["service.name"] == "hermes-operator");
            items.ShouldAllBe(item => item.Resource["service.version"] == typeof(OtlpExport).Assembly.GetName().Version!.ToString(3));
            items.ShouldAllBe(item => item.Resource["deployment.environment.name"] == "test");
        }

        ShouldHoldTheReconcile(receiver.Items(OtlpSignal.Traces), @namespace);
        receiver.Items(OtlpSignal.Metrics).Where(metric => metric.Scope == "Hermes.Kubernetes").Select(metric => metric.Message.Text(1))
            .ShouldContain("hermes.controller.reconcile.count");
        receiver.Items(OtlpSignal.Metrics).ShouldContain(metric => metric.Scope == "System.Runtime");
        receiver.Items(OtlpSignal.Logs).Select(record => record.Message.Messages(5).Single().Text(1))
            .ShouldContain("Operator hermes-operator starts with 1 controllers");
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

        receiver.Items(OtlpSignal.Traces).ShouldNotBeEmpty();
        receiver.Items(OtlpSignal.Traces).ShouldAllBe(span => span.Resource["service.name"] == "hermes-of-team-a");
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

    private static void ShouldHoldTheReconcile(IReadOnlyList<OtlpItem> spans, string @namespace)
    {
        var all = spans.Select(span => span.Message).ToList();
        // Spans are the process's: other tests' operators show here too.
        var reconcile = all.Where(span => span.Text(5) == "reconcile" && IsParentOf(span, all, "apply Deployment"))
            .Where(span => OtlpReceiver.Attributes(span, 9) is var attributes
                && attributes["k8s.namespace.name"] == @namespace && attributes["result"] == "success")
            .ShouldHaveSingleItem();
        var rollout = all.Where(span => span.Text(5) == "rollout" && span.Bytes(2).AsSpan().SequenceEqual(reconcile.Bytes(4))).ShouldHaveSingleItem();
        rollout.Bytes(4).ShouldBeEmpty("it is the root");
        var attributes = OtlpReceiver.Attributes(reconcile, 9);
        attributes["kind"].ShouldBe("HermesApp");
        attributes["k8s.object.name"].ShouldBe("web");
    }

    private static bool IsParentOf(ProtobufMessage span, IEnumerable<ProtobufMessage> all, string child) => all.Any(other =>
        other.Text(5) == child && other.Number(6) == ClientKind && other.Bytes(4).AsSpan().SequenceEqual(span.Bytes(2)));
}
