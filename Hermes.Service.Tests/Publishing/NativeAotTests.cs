using System.Diagnostics;
using System.Net;
using Hermes.Service.Tests.Processes;

namespace Hermes.Service.Tests.Publishing;

public sealed class NativeAotTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    [SkippableFact]
    public async Task Publish_AsNativeAot_HasNoWarningAndRuns()
    {
        Skip.If(Environment.GetEnvironmentVariable("HERMES_SLOW") != "1", "Publishing takes a minute: set HERMES_SLOW=1.");
        var output = Directory.CreateTempSubdirectory("hermes-service-");
        try
        {
            var (exitCode, log) = await PublishAsync(output.FullName);
            exitCode.ShouldBe(0, log);
            log.ShouldNotContain("warning", Case.Insensitive);

            var start = ServiceProcess.Command(Path.Combine(output.FullName, "Hermes.Service"), ("HERMES_DRAIN_DELAY_SECONDS", "0"));
            await using var service = await ServiceProcess.StartAsync(start);
            using var answer = await service.Client.GetAsync(new Uri("/", UriKind.Relative));
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            await service.TerminateAsync();
            (await service.ExitAsync()).ShouldBe(0);
        }
        finally
        {
            output.Delete(recursive: true);
        }
    }

    private static async Task<(int ExitCode, string Log)> PublishAsync(string output)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                "publish", ProjectFile(), "--configuration", "Release", "--output", output, "--nologo",
                // Of its own, so that it neither disturbs nor reuses what a build beside it writes.
                "--artifacts-path", Path.Combine(output, "artifacts"),
            },
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var publish = Process.Start(start)!;
        try
        {
            var log = publish.StandardOutput.ReadToEndAsync();
            var error = publish.StandardError.ReadToEndAsync();
            await publish.WaitForExitAsync().WaitAsync(Patience);
            return (publish.ExitCode, await log + await error);
        }
        finally
        {
            publish.Kill(entireProcessTree: true);
        }
    }

    private static string ProjectFile()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var project = Path.Combine(folder.FullName, "Hermes.Service", "Hermes.Service.csproj");
            if (File.Exists(project))
            {
                return project;
            }
        }

        throw new FileNotFoundException("Hermes.Service.csproj is in none of the folders above the tests.");
    }
}
