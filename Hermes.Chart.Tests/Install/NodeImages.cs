using System.Diagnostics;
using Hermes.Clusters;

namespace Hermes.Chart.Tests.Install;

/// <summary>The two images of the repository, built by Docker and given to a cluster's nodes under the names that its objects use.</summary>
internal static class NodeImages
{
    public const string Operator = "ghcr.io/raft-ai/hermes-operator:0.1.0";

    // What the samples and `helm test` run: the bundled service stands for all of them.
    private static readonly string[] Services =
        ["ghcr.io/raft-ai/hermes-service:0.1.0", "ghcr.io/acme/hello:1.0", "ghcr.io/raft-ai/hermes:1.0.0", "ghcr.io/acme/reports:2.3.1"];

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    public static async Task LoadAsync(ICluster cluster)
    {
        await DockerAsync("build", "--file", "Dockerfile.operator", "--tag", Operator, ".");
        await DockerAsync(["build", "--file", "Dockerfile.service", .. Services.SelectMany(name => new[] { "--tag", name }), "."]);
        var folder = Directory.CreateTempSubdirectory("hermes-images-");
        try
        {
            var archive = Path.Combine(folder.FullName, "images.tar");
            await DockerAsync(["save", "--output", archive, Operator, .. Services]);
            await cluster.LoadImagesAsync(archive);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task DockerAsync(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("docker", arguments)
        {
            WorkingDirectory = RepositoryFolder.Root,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var docker = Process.Start(start)!;
        try
        {
            var output = docker.StandardOutput.ReadToEndAsync();
            var error = docker.StandardError.ReadToEndAsync();
            await docker.WaitForExitAsync().WaitAsync(Patience);
            docker.ExitCode.ShouldBe(0, await output + await error);
        }
        finally
        {
            docker.Kill(entireProcessTree: true);
        }
    }
}
