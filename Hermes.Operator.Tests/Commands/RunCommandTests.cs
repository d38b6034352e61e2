using Hermes.Operator.Entities;
using Hermes.Operator.Tests.EndToEnd;
using Hermes.Operator.Tests.Processes;
using k8s.Models;

namespace Hermes.Operator.Tests.Commands;

[Trait("Category", "Cluster")]
public sealed class RunCommandTests
{
    private const string Lease = "run-command-test";

    /// <summary>Seen to fail with services that are asked for after the host is disposed of, and without the release.</summary>
    [Fact]
    public async Task Run_ToldToStop_ReleasesItsLeaseAndExitsWithZero()
    {
        await using var apps = await AppCluster.StartAsync(withOperator: false);
        var @namespace = await apps.NewNamespaceAsync();
        await using var process = OperatorProcess.Start(
            "run",
            "--kubeconfig",
            apps.Cluster.KubeconfigPath,
            "--namespace",
            @namespace,
            "--health-port",
            "0",
            "--leader-elect",
            "--leader-elect-resource-name",
            Lease,
            "--leader-elect-resource-namespace",
            @namespace);
        await apps.ApplyAsync(@namespace, "web", new HermesAppSpec { Image = "ghcr.io/acme/hello:1.0" });
        await apps.UntilSettledAsync(@namespace, "web");

        await process.TerminateAsync();

        var (exitCode, output, error) = await process.ExitAsync();
        exitCode.ShouldBe(0, output + error);
        error.ShouldBeEmpty();
        (await apps.Client.GetAsync<V1Lease>(Lease, @namespace, CancellationToken.None))!.Spec.HolderIdentity.ShouldBeNullOrEmpty();
    }

    [Fact]
    public async Task Run_NoSuchKubeconfig_IsOneLineThatNamesTheFlag()
    {
        var run = await CommandRun.OfAsync("run", "--kubeconfig", "no-such-file");

        run.ExitCode.ShouldBe(1);
        run.Error.ShouldBe($"--kubeconfig: there is no file no-such-file{Environment.NewLine}");
    }
}
