using System.CommandLine;
using System.CommandLine.Invocation;
using Hermes.Benchmarks.DevClusters;
using Hermes.Benchmarks.Drift;
using Hermes.Benchmarks.Idle;
using Hermes.Benchmarks.Load;
using Hermes.Benchmarks.Memory;
using Hermes.Benchmarks.Micro;
using Hermes.Benchmarks.Restart;
using Hermes.Benchmarks.Runs;
using Hermes.Benchmarks.Serving;
using Hermes.Clusters;
using Hermes.Kubernetes.Client;

// Long enough to stop what was started.
var stopLimit = TimeSpan.FromSeconds(60);
var command = new RootCommand("Measures Hermes, and prints what was measured. Build it with -c Release.")
{
    LoadCommand.Create(Console.Out, TimeProvider.System),
    DriftCommand.Create(Console.Out, TimeProvider.System),
    RestartCommand.Create(Console.Out, TimeProvider.System),
    IdleCommand.Create(Console.Out, TimeProvider.System),
    MemoryCommand.Create(Console.Out, TimeProvider.System),
    MicroCommand.Create(),
    DevClusterCommand.Create(Console.Out, TimeProvider.System),
    ServeCommand.Create(Console.Out),
};
var parsed = command.Parse(args);
if (parsed.Action is ParseErrorAction fault)
{
    // One line says it; the help would bury it.
    fault.ShowHelp = false;
}

try
{
    return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = stopLimit });
}
catch (Exception exception) when (exception is BenchmarkException or ClusterLaneException or KubernetesException or IOException or HttpRequestException)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 1;
}
catch (OperationCanceledException)
{
    return 1;
}
