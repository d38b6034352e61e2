using System.CommandLine;
using Hermes.Benchmarks.CommandLine;

namespace Hermes.Benchmarks.DevClusters;

/// <summary><c>devcluster</c>: how long a DevCluster takes to start, and how much memory it takes when it is full.</summary>
internal static class DevClusterCommand
{
    public static Command Create(TextWriter output, TimeProvider time)
    {
        var starts = CountOption.Create("--starts", "How many servers to start, one after the other.", 20);
        var objects = CountOption.Create("--objects", "How many Deployments to apply.", 10_000);
        var watches = CountOption.Create("--watches", "How many watches to hold open over all of them.", 20);
        var command = new Command("devcluster", "Measures the start of a DevCluster, and the memory of a full one.") { starts, objects, watches };
        command.SetAction(async (result, cancellationToken) =>
        {
            await StartTimes.MeasureAsync(result.GetValue(starts), output, time, cancellationToken);
            await FullMemory.MeasureAsync(result.GetValue(objects), result.GetValue(watches), output, cancellationToken);
        });
        return command;
    }
}
