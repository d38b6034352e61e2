using System.CommandLine;
using System.CommandLine.Invocation;
using Hermes.Campaigns.Soak;
using Hermes.Campaigns.Switches;

var command = new RootCommand("Proves Hermes under load and faults. Build it with -c Release.")
{
    SoakCommand.Create(Console.Out, TimeProvider.System),
    SwitchesCommand.Create(Console.Out, TimeProvider.System),
};
var parsed = command.Parse(args);
if (parsed.Action is ParseErrorAction fault)
{
    // One line says it; the help would bury it.
    fault.ShowHelp = false;
}

return await parsed.InvokeAsync();
