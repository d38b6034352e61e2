using System.Diagnostics;
using System.Globalization;

namespace Hermes.Operator.Tests.EndToEnd;

/// <summary>The real kubectl, from <c>.tools/</c> in the repository or from <c>PATH</c>, in one namespace of one cluster.</summary>
/// <param name="path">The program.</param>
/// <param name="kubeconfig">The cluster.</param>
/// <param name="namespace">The namespace.</param>
/// <param name="cache">A folder of its own: what was discovered of another server that had the same port would mislead it.</param>
internal sealed class KubectlProgram(string path, string kubeconfig, string @namespace, string cache)
{
    /// <summary>Why a test that needs it is skipped.</summary>
    public const string Absent = "There is no kubectl in .tools/ (see .ci/kubernetes-tools) or on PATH.";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    /// <summary>The program; null where there is none.</summary>
    public static string? Find()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.Prepend(Path.Combine(RepositoryFolder.Root, ".tools"))
            .Select(folder => Path.Combine(folder, "kubectl"))
            .FirstOrDefault(File.Exists);
    }

    /// <summary>Runs it, and fails the test unless it succeeds.</summary>
    /// <returns>What it wrote to its output.</returns>
    public async Task<string> RunAsync(string arguments, string input = "")
    {
        var (exitCode, output, error) = await TryAsync(arguments, input);
        exitCode.ShouldBe(0, string.Create(CultureInfo.InvariantCulture, $"kubectl {arguments}: {output}{error}"));
        return output;
    }

    /// <summary>Runs it, whatever comes of it.</summary>
    public async Task<(int ExitCode, string Output, string Error)> TryAsync(string arguments, string input = "")
    {
        var start = new ProcessStartInfo(path, $"--kubeconfig {kubeconfig} --namespace {@namespace} {arguments}")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        start.Environment["KUBECACHEDIR"] = cache;
        using var process = Process.Start(start)!;
        try
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync().WaitAsync(Patience);
            return (process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
