using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Hermes.Benchmarks.CommandLine;

namespace Hermes.Benchmarks.Memory;

/// <summary><c>memory</c>: how what the operator uses grows with the apps.</summary>
internal static class MemoryCommand
{
    private const string Ladder = "--ladder";
    private const int Maximum = 100_000;

    public static Command Create(TextWriter output, TimeProvider time)
    {
        var options = new RunOptions(apps: null);
        var ladder = new Option<int[]>(Ladder)
        {
            Description = "Numbers of apps, growing, with commas between them. Default: 1000,10000.",
            HelpName = "N,N",
            DefaultValueFactory = _ => [1000, 10_000],
            CustomParser = ParseLadder,
        };
        var command = new Command("memory", "Adds apps up to each number of a ladder, and reads what the operator uses once it is at rest there.") { ladder };
        options.AddTo(command);
        command.SetAction((result, cancellationToken) => new MemoryRun(options.Read(result), result.GetValue(ladder)!, output, time).RunAsync(cancellationToken));
        return command;
    }

    private static int[] ParseLadder(ArgumentResult argument)
    {
        var text = argument.Tokens.Count > 0 ? argument.Tokens[0].Value : "";
        int[] rungs = [.. text.Split(',').Select(rung => int.TryParse(rung, NumberStyles.None, CultureInfo.InvariantCulture, out var apps) ? apps : 0)];
        if (rungs[0] < 1 || rungs[^1] > Maximum || rungs.Zip(rungs.Skip(1)).Any(pair => pair.First >= pair.Second))
        {
            argument.AddError($"{Ladder}: must be growing numbers from 1 to {Maximum} with commas between them, not '{text}'");
        }

        return rungs;
    }
}
