using System.Diagnostics;
using System.Globalization;
using Hermes.Kubernetes.Yaml;

namespace Hermes.Chart.Tests.Install;

/// <summary>What <c>config/platform/install</c> would run: a stand-in for Helm writes down how it is called.</summary>
public sealed class PlatformTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string Folder = RepositoryFolder.PathOf("config", "platform");

    private readonly DirectoryInfo _scratch = Directory.CreateTempSubdirectory("hermes-platform-");

    public void Dispose() => _scratch.Delete(recursive: true);

    [Fact]
    public async Task Install_OfEverything_GoesByWhatNeedsWhat()
    {
        var (exitCode, calls, _) = await RunAsync();

        exitCode.ShouldBe(0);
        calls.Select(call => call[2]).ShouldBe(["metrics-server", "ingress-nginx", "keda", "http-add-on", "signoz", "hermes-crds", "hermes-operator"]);
    }

    [Fact]
    public async Task Install_OfSome_IsInTheSameOrderWhateverOrderIsAsked() =>
        (await RunAsync("hermes", "http-add-on", "traefik", "keda")).Calls.Select(call => call[2])
            .ShouldBe(["traefik", "keda", "http-add-on", "hermes-crds", "hermes-operator"]);

    /// <summary>Run again, it changes what differs and nothing else.</summary>
    [Fact]
    public async Task Install_OfAnyPart_IsAnUpgradeThatInstalls()
    {
        foreach (var call in (await RunAsync("metrics-server", "ingress-nginx", "traefik", "keda", "http-add-on", "signoz", "hermes")).Calls)
        {
            call.Take(2).ShouldBe(["upgrade", "--install"]);
            call.ShouldContain("--wait");
            call.ShouldContain("--create-namespace");
            (call.Contains("--version") || call[3].StartsWith("../chart/", StringComparison.Ordinal)).ShouldBeTrue(string.Join(' ', call));
            foreach (var path in call.Where(argument => argument.StartsWith("values/", StringComparison.Ordinal) || argument.StartsWith("../", StringComparison.Ordinal)))
            {
                Path.Exists(Path.Combine(Folder, path)).ShouldBeTrue(path);
            }
        }
    }

    [Fact]
    public async Task Install_OfAnUnknownPart_InstallsNothing()
    {
        var (exitCode, calls, error) = await RunAsync("keda", "kedda");

        exitCode.ShouldBe(2);
        error.ShouldStartWith("platform: there is no part 'kedda'");
        calls.ShouldBeEmpty();
    }

    [Fact]
    public void Traefik_ByItsValues_FollowsServicesToTheInterceptor() =>
        YamlReader.Read(File.ReadAllText(Path.Combine(Folder, "values", "traefik.yaml"))).ShouldHaveSingleItem()
            .Content["providers"]!["kubernetesIngress"]!["allowExternalNameServices"]!.ToJsonString().ShouldBe("true");

    private async Task<(int ExitCode, IReadOnlyList<IReadOnlyList<string>> Calls, string Error)> RunAsync(params string[] parts)
    {
        var log = Path.Combine(_scratch.FullName, Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture));
        var helm = Path.Combine(_scratch.FullName, "helm");
        await File.WriteAllTextAsync(helm, $"#!/bin/sh\necho \"$*\" >> {log}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(helm, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        var start = new ProcessStartInfo(Path.Combine(Folder, "install"), parts) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["HELM"] = helm;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Patience);
        await output;
        return (process.ExitCode, File.Exists(log) ? [.. (await File.ReadAllLinesAsync(log)).Select(line => line.Split(' '))] : [], await error);
    }
}
