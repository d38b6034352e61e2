using System.CommandLine;
using Hermes.Benchmarks.CommandLine;

namespace Hermes.Benchmarks.Drift;

/// <summary><c>drift</c>: how soon deleted children are back.</summary>
internal static class DriftCommand
{
    private const int Apps = 1000;
    private const int Children = 100;

    public static Command Create(TextWriter output, TimeProvider time)
    {
        var options = new RunOptions(Apps);
        var children = CountOption.Create("--children", "How many children to delete.", Children);
        var command = new Command("drift", "Deletes children one by one while many apps stand, and waits until each is back.") { children };
        options.AddTo(command);
        command.SetAction((result, cancellationToken) => new DriftRun(options.Read(result), result.GetValue(children), output, time).RunAsync(cancellationToken));
        return command;
    }
}
