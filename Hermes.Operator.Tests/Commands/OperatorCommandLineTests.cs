namespace Hermes.Operator.Tests.Commands;

public sealed class OperatorCommandLineTests
{
    [Fact]
    public async Task Help_ListsTheCommands()
    {
        var run = await CommandRun.OfAsync("--help");

        run.ExitCode.ShouldBe(0);
        new[] { "run ", "doctor ", "render ", "generate " }.ShouldAllBe(command => run.Output.Contains($"\n  {command}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task NoCommand_IsRefused() => (await CommandRun.OfAsync()).ExitCode.ShouldBe(1);

    /// <summary>An argument that starts with @ is not a file to read arguments from.</summary>
    [Fact]
    public async Task ResponseFile_IsNotRead()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("args", "--help");

        (await CommandRun.OfAsync($"@{file}")).ErrorLines.ShouldContain($"Unrecognized command or argument '@{file}'.");
    }
}
