using System.CommandLine;
using Hermes.DevCluster;

namespace Hermes.Benchmarks.Serving;

/// <summary><c>serve</c>: a DevCluster in a process of its own, which this program starts for itself.</summary>
internal static class ServeCommand
{
    public const string Name = "serve";

    public const string WithoutSimulator = "--without-simulator";

    public static Command Create(TextWriter output)
    {
        var withoutSimulator = new Option<bool>(WithoutSimulator) { Description = "Nothing becomes Ready." };
        var command = new Command(Name, "Runs a DevCluster until it is told to stop; its first line of output is the path of the kubeconfig.") { withoutSimulator };
        command.Hidden = true;
        command.SetAction((result, cancellationToken) => ServeAsync(!result.GetValue(withoutSimulator), output, cancellationToken));
        return command;
    }

    private static async Task ServeAsync(bool simulator, TextWriter output, CancellationToken cancellationToken)
    {
        // What is asked for is counts: a trace of the requests would only take memory.
        await using var server = await DevClusterServer.StartAsync(
            new DevClusterOptions { Simulator = simulator, SimulatedPods = 1, TraceCapacity = 1 }, cancellationToken);
        await output.WriteLineAsync(server.KubeconfigPath);
        await output.FlushAsync(cancellationToken);
        var stopped = new TaskCompletionSource();
        await using var stopping = cancellationToken.Register(stopped.SetResult);
        await stopped.Task;
    }
}
