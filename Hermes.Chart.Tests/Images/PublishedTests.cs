using System.Globalization;
using System.Net;
using Hermes.Chart.Tests.Install;
using Hermes.Chart.Tests.Operators;
using Hermes.Clusters;

namespace Hermes.Chart.Tests.Images;

/// <summary>What the images hold, built as they are built, is started and works.</summary>
public sealed class PublishedTests
{
    /// <summary>The environment variable that names a file for the figures.</summary>
    private const string FiguresVariable = "HERMES_FIGURES";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [SkippableFact]
    public async Task Operator_OfItsDockerfile_IsReadyOnAClusterAndReconciles()
    {
        SkipUnlessAsked();
        using var build = new DockerfileBuild();
        var program = await build.RunAsync("Dockerfile.operator");
        var cluster = new InstallCluster();
        await cluster.InitializeAsync();
        try
        {
            await cluster.InstallAsync($"healthPort: {FreePort.Find()}");
            await cluster.NewNamespaceAsync("apps");

            await using var hermes = await cluster.StartOperatorAsync(program.FullName);
            await TellAsync("Hermes.Operator", program, hermes.ReadyAfter);
            await cluster.UntilSettledAsync("apps", await SampleApps.ApplyAsync(cluster.Kubectl, "apps"));

            (await hermes.StopAsync()).ShouldBe(0, hermes.Log);
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
        var port = FreePort.Find();
        var start = OperatorBuild.Command(
            program.FullName, [("HERMES_PORT", port.ToString(CultureInfo.InvariantCulture)), ("HERMES_DRAIN_DELAY_SECONDS", "0")]);

        await using var service = await OperatorProcess.StartAsync(start, port);
        await TellAsync("Hermes.Service", program, service.ReadyAfter);

        using var client = new HttpClient { BaseAddress = new UriBuilder(Uri.UriSchemeHttp, "localhost", port).Uri, Timeout = Patience };
        using var answer = await client.GetAsync(new Uri("/", UriKind.Relative));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await service.StopAsync()).ShouldBe(0, service.Log);
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
