using System.Text;
using Hermes.Operator.Commands;

namespace Hermes.Operator.Tests.Commands;

/// <summary>A command, run in this process.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Error)
{
    public IReadOnlyList<string> ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public static Task<CommandRun> OfAsync(params string[] args) => WithInputAsync("", args);

    public static async Task<CommandRun> WithInputAsync(string input, params string[] args)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(input));
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var exitCode = await OperatorCommandLine.InvokeAsync(args, stream, output, error);
        return new(exitCode, output.ToString(), error.ToString());
    }
}
