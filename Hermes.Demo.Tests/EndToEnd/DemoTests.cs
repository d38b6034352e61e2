namespace Hermes.Demo.Tests.EndToEnd;

public sealed class DemoTests
{
    [Fact]
    public async Task Once_WithTheSamples_ShowsEveryChildAndSucceeds()
    {
        var (exitCode, output, error) = await DemoProcess.RunAsync("--once");

        exitCode.ShouldBe(0, output + error);
        error.ShouldBeEmpty();
        foreach (var app in (string[])["hello", "raft-ai-hermes", "on-demand"])
        {
            output.ShouldContain($"default/{app}  Ready");
            output.ShouldContain($"── Deployment/{app} ");
            output.ShouldContain($"── Service/{app} ");
        }

        foreach (var child in (string[])
            [
                "Ingress/raft-ai-hermes", "HorizontalPodAutoscaler/raft-ai-hermes",
                "Ingress/on-demand", "HTTPScaledObject/on-demand", "ScaledObject/on-demand", "Service/on-demand-interceptor",
            ])
        {
            output.ShouldContain($"── {child} ");
        }

        output.ShouldNotContain("HorizontalPodAutoscaler/on-demand");
        output.ShouldNotContain("HorizontalPodAutoscaler/hello");
        output.ShouldContain("kubectl --kubeconfig ");
        output.ShouldNotContain("\u001b");
    }

    [Fact]
    public async Task Once_WithService_ShowsItsRequestAndTheTracesOfTheRollouts()
    {
        var (exitCode, output, error) = await DemoProcess.RunAsync("--once", "--with-service");

        exitCode.ShouldBe(0, output + error);
        error.ShouldBeEmpty();
        output.ShouldMatch(@"(?m)^raft-ai-hermes  as a local process  http://localhost:\d+/$");
        output.ShouldContain("├── Requests  1 in the last minute, 0 failed");
        output.ShouldMatch(@"└── Latency   p50 [\d.]+ m?s, p95 [\d.]+ m?s");
        output.ShouldMatch(@"(?m)^default/[-a-z]+ +available +[\d.]+ m?s  trace [0-9a-f]{32}$");
        output.ShouldMatch(@"(?m)^default/[-a-z]+ +success +[\d.]+ m?s  .*apply ");
    }

    [Fact]
    public async Task Live_WithService_TellsItsUrlAndEndsWithIt()
    {
        await using var demo = DemoProcess.Start("--with-service");
        var said = await demo.ReadUntilAsync(line => line.StartsWith("raft-ai-hermes: a local process at ", StringComparison.Ordinal));
        using var client = new HttpClient();
        var url = new Uri(said.Split(' ')[^1]);
        (await client.GetStringAsync(url)).ShouldContain("raft-ai-hermes");
        await demo.ReadUntilAsync(line => line.StartsWith("default/hello: rollout available after ", StringComparison.Ordinal));

        await demo.TerminateAsync();

        (await demo.ExitAsync()).ShouldBe(0);
        await Should.ThrowAsync<HttpRequestException>(() => client.GetStringAsync(url));
    }

    [Fact]
    public async Task Once_WithAnAppThatCannotBeReady_FailsAfterTheTimeout()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("apps.yaml", App("first", "same.example") + "---\n" + App("second", "same.example"));

        var (exitCode, _, error) = await DemoProcess.RunAsync("--once", "--timeout", "5", "-f", file);

        exitCode.ShouldBe(1);
        error.ShouldContain(" after 5 s");
    }

    [Fact]
    public async Task Once_WithABadFile_NamesFileAndFieldInOneLineAndFails()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("app.yaml", App("bad", "a.example") + "  port: 0\n");

        var (exitCode, output, error) = await DemoProcess.RunAsync("--once", "-f", file, "-f", folder.PathOf("absent.yaml"));

        exitCode.ShouldBe(1);
        output.ShouldBeEmpty();
        var lines = error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(2, error);
        lines[0].ShouldStartWith($"{file}: spec.port: ");
        lines[1].ShouldBe($"{folder.PathOf("absent.yaml")}: no such file");
    }

    [Fact]
    public async Task Live_UntilTerminated_TellsChangesAndSucceeds()
    {
        using var folder = new TemporaryFolder();
        var kubeconfig = folder.PathOf("kubeconfig");
        await using var demo = DemoProcess.Start("--write-kubeconfig", kubeconfig);
        await demo.ReadUntilAsync(line => line.StartsWith("default/hello: Accepted=True", StringComparison.Ordinal));
        File.Exists(kubeconfig).ShouldBeTrue();

        await demo.TerminateAsync();

        (await demo.ExitAsync()).ShouldBe(0);
    }

    private static string App(string name, string host) => $$"""
        apiVersion: hermes.dev/v1alpha1
        kind: HermesApp
        metadata: {name: {{name}}}
        spec:
          image: ghcr.io/acme/{{name}}:1.0
          ingress: {hosts: [{{host}}]}

        """;
}
