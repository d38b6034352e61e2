using System.CommandLine;
using Hermes.Benchmarks.CommandLine;

namespace Hermes.Benchmarks.Restart;

/// <summary><c>restart</c>: how soon an operator is ready with everything in place, and that it writes nothing.</summary>
internal static class RestartCommand
{
    private const int Apps = 1000;

    public static Command Create(TextWriter output, TimeProvider time)
    {
        var options = new RunOptions(Apps);
        var command = new Command("restart", "Stops the operator and starts it anew with everything in place. Exits with 1 where it writes.");
        options.AddTo(command);
        command.SetAction((result, cancellationToken) => new RestartRun(options.Read(result), output, time).RunAsync(cancellationToken));
        return command;
    }
}
