using System.Globalization;
using System.Net;
using Hermes.Chart.Tests.Install;
using Hermes.Chart.Tests.Operators;
using Hermes.Clusters;
using Hermes.Otlp;

namespace Hermes.Chart.Tests.Images;

/// <summary>What the images hold, built as they are built, is started and works.</summary>
public sealed class PublishedTests
{
    /// <summary>The environment variable that names a file for the figures.</summary>
    private const string FiguresVariable = "HERMES_FIGURES";

    /// <summary>In bytes. What makes it larger is most often a JSON context of kinds that nobody uses.</summary>
    private const long LargestOperator = 30_000_000;

    private const string Attributes = "k8s.pod.name=pod-0";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [SkippableFact]
    public async Task Operator_OfItsDockerfile_IsReadyOnAClusterAndReconciles()
    {
        SkipUnlessAsked();
        using var build = new DockerfileBuild();
        var program = await build.RunAsync("Dockerfile.operator");
        program.Length.ShouldBeLessThanOrEqualTo(LargestOperator);
        await using var receiver = await OtlpReceiver.StartAsync();
        var cluster = new InstallCluster();
        await cluster.InitializeAsync();
        try
        {
            await cluster.InstallAsync($"healthPort: {FreePort.Find()}");
            await cluster.NewNamespaceAsync("apps");

            await using var hermes = await cluster.StartOperatorAsync(program.FullName, ("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.Address), ("OTEL_RESOURCE_ATTRIBUTES", Attributes));
            await TellAsync("Hermes.Operator", program, hermes.ReadyAfter);
            await cluster.UntilSettledAsync("apps", await SampleApps.ApplyAsync(cluster.Kubectl, "apps"));

            (await hermes.StopAsync()).ShouldBe(0, hermes.Log);
            ShouldBeFrom(receiver, "hermes-operator");
            receiver.Spans.ShouldContain(span => span.Name == "reconcile" && span.Attributes["result"] == "success");
            receiver.Points.ShouldContain(point => point.Name == "hermes.controller.reconcile.count");
            receiver.LogRecords.ShouldContain(record => record.Severity == "Information" && record.Body.StartsWith("Operator hermes-operator starts", StringComparison.Ordinal));
            var version = await OperatorBuild.RunToEndAsync(OperatorBuild.Command(program.FullName, [], "--version"));
            version.Output.Trim().ShouldBe($"{DockerfileBuild.Version}+{DockerfileBuild.Revision}");
        }
        finally
        {
            await cluster.DisposeAsync();
        }
    }

    [SkippableFact]
    public async Task Service_OfItsDockerfile_AnswersAndEndsWhenTold()
    {
        SkipUnlessAsked();
        using var build = new DockerfileBuild();
        var program = await build.RunAsync("Dockerfile.service");
        await using var receiver = await OtlpReceiver.StartAsync();
        var port = FreePort.Find();
        var start = OperatorBuild.Command(
            program.FullName,
            [
                ("HERMES_PORT", port.ToString(CultureInfo.InvariantCulture)), ("HERMES_DRAIN_DELAY_SECONDS", "0"),
                ("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.Address), ("OTEL_RESOURCE_ATTRIBUTES", Attributes),
            ]);

        await using var service = await OperatorProcess.StartAsync(start, port);
        await TellAsync("Hermes.Service", program, service.ReadyAfter);

        using var client = new HttpClient { BaseAddress = new UriBuilder(Uri.UriSchemeHttp, "localhost", port).Uri, Timeout = Patience };
        using var answer = await client.GetAsync(new Uri("/work?ms=1&mb=1", UriKind.Relative));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await service.StopAsync()).ShouldBe(0, service.Log);

        ShouldBeFrom(receiver, "hermes-service");
        var span = receiver.Spans.ShouldHaveSingleItem();
        (span.Name, span.Attributes["http.response.status_code"]).ShouldBe(("GET /work", "200"));
        receiver.Points.ShouldContain(point => point.Name == "http.server.request.duration" && point.Count >= 1);
        receiver.LogRecords.ShouldContain(record => record.TraceId == span.TraceId && record.Body == "Kept a processor busy for 1 ms and held 1 MiB");
    }

    /// <summary>That all three signals came, from the program that the images hold.</summary>
    private static void ShouldBeFrom(OtlpReceiver receiver, string service)
    {
        foreach (var sources in (IEnumerable<OtlpSource>[])
            [[.. receiver.Spans.Select(span => span.Source)], [.. receiver.Points.Select(point => point.Source)], [.. receiver.LogRecords.Select(record => record.Source)]])
        {
            sources.ShouldNotBeEmpty();
            sources.ShouldAllBe(source => source.Service == service);
            sources.ShouldAllBe(source => source.Resource["service.version"] == DockerfileBuild.Version);
            sources.ShouldAllBe(source => source.Resource["k8s.pod.name"] == "pod-0");
        }
    }

    /// <summary>For whoever reads the run's log: a test that passes shows nothing.</summary>
    private static async Task TellAsync(string name, FileInfo program, TimeSpan readyAfter)
    {
        if (Environment.GetEnvironmentVariable(FiguresVariable) is { Length: > 0 } file)
        {
            await File.AppendAllTextAsync(
                file, string.Create(CultureInfo.InvariantCulture, $"{name}: {program.Length / 1048576.0:0.0} MiB, ready after {readyAfter.TotalMilliseconds:0} ms\n"));
        }
    }

    private static void SkipUnlessAsked() =>
        Skip.IfNot(Environment.GetEnvironmentVariable("HERMES_SLOW") == "1", "slow (it publishes as Native AOT): set HERMES_SLOW=1");
}
