using System.CommandLine;
using Hermes.Benchmarks.CommandLine;

namespace Hermes.Benchmarks.Idle;

/// <summary><c>idle</c>: what an operator at rest costs itself and the API server.</summary>
internal static class IdleCommand
{
    private const int Apps = 1000;
    private const int Seconds = 60;

    public static Command Create(TextWriter output, TimeProvider time)
    {
        var options = new RunOptions(Apps);
        var seconds = CountOption.Create("--seconds", "How long to watch.", Seconds);
        var command = new Command("idle", "Watches an operator at rest. Exits with 1 where it sends a request.") { seconds };
        options.AddTo(command);
        command.SetAction((result, cancellationToken) =>
            new IdleRun(options.Read(result), TimeSpan.FromSeconds(result.GetValue(seconds)), output, time).RunAsync(cancellationToken));
        return command;
    }
}
