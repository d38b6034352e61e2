using System.CommandLine;
using Hermes.Benchmarks.CommandLine;

namespace Hermes.Benchmarks.Load;

/// <summary><c>load</c>: how fast apps are carried out, and what it costs the operator and the API server.</summary>
internal static class LoadCommand
{
    private const int Apps = 500;

    public static Command Create(TextWriter output, TimeProvider time)
    {
        var options = new RunOptions(Apps);
        var command = new Command("load", "Makes apps as fast as the writers can, until each has its children and a status. Exits with 1 where apps are missing or more was sent than creation may cost.");
        options.AddTo(command);
        command.SetAction((result, cancellationToken) => new LoadRun(options.Read(result), output, time).RunAsync(cancellationToken));
        return command;
    }
}
