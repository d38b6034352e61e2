using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using System.Globalization;
using Hermes.Clusters;

namespace Hermes.Demo.Commands;

/// <summary>The command line.</summary>
internal static class DemoCommand
{
    private const int DefaultTimeout = 60;
    private const int MaxTimeout = 3600;

    /// <summary>Parses a command line and runs what it asks for.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="run">Runs the demo, and gives the exit code.</param>
    /// <param name="invocation">Where to write; null for the console.</param>
    public static Task<int> InvokeAsync(string[] args, Func<DemoSettings, Task<int>> run, InvocationConfiguration? invocation = null)
    {
        var once = new Option<bool>("--once") { Description = "Print the tree once every app is ready, and end." };
        var timeout = new Option<int>("--timeout")
        {
            Description = $"How long to wait with --once, in seconds, 1 to {MaxTimeout}.",
            DefaultValueFactory = _ => DefaultTimeout,
            CustomParser = ParseTimeout,
        };
        var lane = new Option<string?>("--on")
        {
            Description = $"Where to run: {string.Join(", ", ClusterLanes.Names)}. Default: what {ClusterLanes.Variable} names, or devcluster.",
            HelpName = "LANE",
            CustomParser = ParseLane,
        };
        var files = new Option<string[]>("--filename", "-f")
        {
            Description = "A manifest with HermesApps, in place of the samples; may be given several times.",
            HelpName = "FILE",
        };
        var service = new Option<bool>("--with-service")
        {
            Description = "Run the bundled web service as a local process too, and show its requests and the operator's traces.",
        };
        var verbose = new Option<bool>("--verbose") { Description = "Show the operator's log on the error output, and plain lines in place of the live tree." };
        var kubeconfig = new Option<string>("--write-kubeconfig")
        {
            Description = "Leave the kubeconfig in this file. Default: a temporary file that goes with the demo.",
            HelpName = "FILE",
        };
        var command = new RootCommand("Starts a Kubernetes API server (DevCluster, in this process, unless --on says otherwise), the operator and sample apps, and shows them live.")
        {
            once, timeout, lane, files, service, verbose, kubeconfig,
        };
        command.SetAction((result, _) => run(new DemoSettings
        {
            IsOnce = result.GetValue(once),
            Timeout = TimeSpan.FromSeconds(result.GetValue(timeout)),
            Lane = result.GetValue(lane),
            Files = result.GetValue(files) ?? [],
            WithService = result.GetValue(service),
            IsVerbose = result.GetValue(verbose),
            KubeconfigPath = result.GetValue(kubeconfig),
        }));

        var parsed = command.Parse(args);
        if (parsed.Action is ParseErrorAction fault)
        {
            // One line says it; the help would bury it.
            fault.ShowHelp = false;
        }

        invocation ??= new InvocationConfiguration();

        // Signals are the demo's own to handle: ended by Ctrl-C, it succeeds.
        invocation.ProcessTerminationTimeout = null;
        return parsed.InvokeAsync(invocation);
    }

    private static string? ParseLane(ArgumentResult argument)
    {
        var text = argument.Tokens.Count > 0 ? argument.Tokens[0].Value : "";
        if (ClusterLanes.Names.Contains(text, StringComparer.Ordinal))
        {
            return text;
        }

        argument.AddError($"--on: must be one of {string.Join(", ", ClusterLanes.Names)}, not '{text}'");
        return null;
    }

    private static int ParseTimeout(ArgumentResult argument)
    {
        var text = argument.Tokens.Count > 0 ? argument.Tokens[0].Value : "";
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 1 and <= MaxTimeout)
        {
            return seconds;
        }

        argument.AddError($"--timeout: must be a number of seconds from 1 to {MaxTimeout}, not '{text}'");
        return 0;
    }
}
