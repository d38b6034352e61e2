using System.CommandLine;
using System.CommandLine.Invocation;
using Hermes.Campaigns.Plans;
using Hermes.Campaigns.Soak;
using Hermes.Campaigns.Switches;

var command = new RootCommand("Proves Hermes under faults and load: runs campaigns, or one of the commands below. Exits with 1 on a failure. Build it with -c Release.")
{
    SoakCommand.Create(Console.Out, TimeProvider.System),
    SwitchesCommand.Create(Console.Out, TimeProvider.System),
};
CampaignsCommand.AddTo(command, Console.Out, TimeProvider.System);
var parsed = command.Parse(args);
if (parsed.Action is ParseErrorAction fault)
{
    // One line says it; the help would bury it.
    fault.ShowHelp = false;
}

return await parsed.InvokeAsync();
