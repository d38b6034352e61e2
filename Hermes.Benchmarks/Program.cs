using System.CommandLine;
using System.CommandLine.Invocation;
using Hermes.Benchmarks.DevClusters;

var command = new RootCommand("Measures Hermes, and prints what was measured. Build it with -c Release.")
{
    DevClusterCommand.Create(Console.Out, TimeProvider.System),
};
var parsed = command.Parse(args);
if (parsed.Action is ParseErrorAction fault)
{
    // One line says it; the help would bury it.
    fault.ShowHelp = false;
}

return await parsed.InvokeAsync();
