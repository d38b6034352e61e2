using System.Diagnostics;
using System.Globalization;
using Hermes.Service.Tests.Processes;

namespace Hermes.Service.Tests.Loadtests;

public sealed class LocustTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [SkippableFact]
    public async Task Locustfile_OnTheService_AsksAllEndpointsAndEndsAfterItsSteps()
    {
        var locust = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, "locust")).FirstOrDefault(File.Exists);
        Skip.If(locust is null, "There is no locust on PATH (Debian's package python3-locust).");
        await using var service = await ServiceProcess.StartAsync();

        var results = Directory.CreateTempSubdirectory("hermes-locust-");
        try
        {
            var prefix = Path.Combine(results.FullName, "run");
            var (exitCode, log) = await RunAsync(locust!, service.Client.BaseAddress!, prefix);

            exitCode.ShouldBe(0, log);
            // Columns: type, name, requests, failures.
            var rows = (await File.ReadAllLinesAsync(prefix + "_stats.csv")).Select(line => line.Split(',')).ToList();
            foreach (var path in (string[])["/", "/work", "/slow"])
            {
                var row = rows.Where(row => row[1] == path).ShouldHaveSingleItem(log);
                int.Parse(row[2], CultureInfo.InvariantCulture).ShouldBePositive(log);
                row[3].ShouldBe("0", log);
            }
        }
        finally
        {
            results.Delete(recursive: true);
        }
    }

    private static async Task<(int ExitCode, string Log)> RunAsync(string locust, Uri host, string prefix)
    {
        var start = new ProcessStartInfo(locust) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { "--headless", "--only-summary", "--csv", prefix, "--locustfile", Path.Combine(AppContext.BaseDirectory, "locustfile.py"), "--host", host.GetLeftPart(UriPartial.Authority) })
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in new[]
        {
            ("LOAD_STEPS", "2"), ("LOAD_STEP_USERS", "10"), ("LOAD_STEP_SECONDS", "2"), ("LOAD_THINK_MIN_SECONDS", "0"), ("LOAD_THINK_MAX_SECONDS", "0.1"),
            ("LOAD_WORK_MS", "1"), ("LOAD_WORK_MB", "1"), ("LOAD_SLOW_MS", "10"),
        })
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync();
            var log = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync().WaitAsync(Patience);
            return (process.ExitCode, await output + await log);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }
}
