using System.Diagnostics;
using Hermes.Clusters.Clients;

namespace Hermes.Chart.Tests.Operators;

/// <summary>The operator's program as this build made it, started with the arguments that an install gives it.</summary>
internal static class OperatorBuild
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The program's command line.</summary>
    public static ProcessStartInfo Command(IEnumerable<string> arguments, params IReadOnlyList<(string Name, string Value)> environment) =>
        Command(Environment.ProcessPath!, environment, [Path.Combine(AppContext.BaseDirectory, "Hermes.Operator.dll"), .. arguments]);

    /// <summary>The command line of a program that reads nothing of the person's who runs the tests.</summary>
    public static ProcessStartInfo Command(string file, IReadOnlyList<(string Name, string Value)> environment, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(file, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var inherited in start.Environment.Keys.Where(name => name.StartsWith("OTEL_", StringComparison.Ordinal) || name == "KUBECONFIG").ToList())
        {
            start.Environment.Remove(inherited);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    /// <summary>Runs the program to its end.</summary>
    public static Task<ClientResult> RunToEndAsync(params IEnumerable<string> arguments) => RunToEndAsync(Command(arguments));

    /// <summary>Runs a program to its end.</summary>
    public static async Task<ClientResult> RunToEndAsync(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync().WaitAsync(Patience);
            return new ClientResult(process.ExitCode, await output, await error);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }
}
