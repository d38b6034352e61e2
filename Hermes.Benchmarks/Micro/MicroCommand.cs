using System.CommandLine;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Hermes.Benchmarks.Micro;

/// <summary><c>micro</c>: the parts that every reconcile and every event of a watch goes through, one by one.</summary>
internal static class MicroCommand
{
    public static Command Create()
    {
        var filter = new Option<string>("--filter") { Description = "Which to run, with * for anything.", DefaultValueFactory = _ => "*" };
        var command = new Command("micro", "Measures the watch parser, the compare and the builders of children, with BenchmarkDotNet.") { filter };
        command.SetAction(result => Run(result.GetValue(filter)!));
        return command;
    }

    /// <returns>The exit code: 1 where one failed, or none was run.</returns>
    private static int Run(string filter)
    {
        // In this process: one for each would be built from source first.
        var config = DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "hermes-benchmarks"));
        var summaries = BenchmarkSwitcher.FromAssembly(typeof(MicroCommand).Assembly).Run(["--filter", filter], config).ToList();
        return summaries.Count > 0 && summaries.TrueForAll(summary => !summary.HasCriticalValidationErrors && summary.Reports.All(report => report.Success)) ? 0 : 1;
    }
}
