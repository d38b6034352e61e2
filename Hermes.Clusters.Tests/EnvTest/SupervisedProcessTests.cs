using System.Diagnostics;
using Hermes.Clusters.EnvTest;

namespace Hermes.Clusters.Tests.EnvTest;

public sealed class SupervisedProcessTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task DisposeAsync_OfARunningProgram_TerminatesIt()
    {
        using var assets = new AssetsFolder();
        var started = Path.Combine(assets.FullName, "started");
        var terminated = Path.Combine(assets.FullName, "terminated");
        var program = assets.Add("program", $"trap 'touch \"{terminated}\"; exit 0' TERM; touch '{started}'; while :; do sleep 0.1; done");
        await using (var process = SupervisedProcess.Start(program, [], TimeProvider.System))
        {
            await FileEvent.CreatedAsync(started);
            process.Exited.IsCompleted.ShouldBeFalse();
        }

        File.Exists(terminated).ShouldBeTrue();
    }

    [Fact]
    public async Task Exited_OfAProgramThatEnds_CompletesWithItsLastWords()
    {
        using var assets = new AssetsFolder();
        var program = assets.Add("program", "for i in 1 2 3 4 5 6 7 8 9 10 11 12; do echo \"$1 $i\"; done; exit 1");
        await using var process = SupervisedProcess.Start(program, ["line of"], TimeProvider.System);

        await process.Exited.WaitAsync(Patience);

        process.Name.ShouldBe("program");
        process.LastWords.ShouldStartWith("line of 3 | line of 4");
        process.LastWords.ShouldEndWith("line of 12");
    }

    [Fact]
    public async Task Program_WhoseStarterIsKilled_IsTerminated()
    {
        using var assets = new AssetsFolder();
        var started = Path.Combine(assets.FullName, "started");
        var terminated = Path.Combine(assets.FullName, "terminated");
        var program = assets.Add("program", $"trap 'touch \"{terminated}\"; exit 0' TERM; touch '{started}'; while :; do sleep 0.1; done");

        // A starter that can be killed: it holds the other end of the pipe, as this process does in the other tests.
        var start = new ProcessStartInfo("/bin/sh") { UseShellExecute = false };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("mkfifo \"$1/pipe\"; /bin/sh -c \"$2\" sh \"$3\" < \"$1/pipe\" & exec 4> \"$1/pipe\"; wait");
        start.ArgumentList.Add("sh");
        start.ArgumentList.Add(assets.FullName);
        start.ArgumentList.Add(SupervisedProcess.Supervisor);
        start.ArgumentList.Add(program);
        using var starter = Process.Start(start)!;
        await FileEvent.CreatedAsync(started);

        starter.Kill();

        await FileEvent.CreatedAsync(terminated);
    }
}
