using System.CommandLine;
using System.Globalization;

namespace Hermes.Benchmarks.DevClusters;

/// <summary><c>devcluster</c>: how long a DevCluster takes to start, and how much memory it takes when it is full.</summary>
internal static class DevClusterCommand
{
    public static Command Create(TextWriter output, TimeProvider time)
    {
        var starts = new Option<int>("--starts") { Description = "How many servers to start, one after the other.", DefaultValueFactory = _ => 20 };
        var objects = new Option<int>("--objects") { Description = "How many Deployments to apply.", DefaultValueFactory = _ => 10_000 };
        var watches = new Option<int>("--watches") { Description = "How many watches to hold open over all of them.", DefaultValueFactory = _ => 20 };
        foreach (var option in (Option<int>[])[starts, objects, watches])
        {
            option.Validators.Add(result =>
            {
                if (result.Tokens.Count > 0 && !(int.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= 1_000_000))
                {
                    result.AddError($"{option.Name}: must be a number from 1 to 1000000, not '{result.Tokens[0].Value}'");
                }
            });
        }

        var command = new Command("devcluster", "Measures the start of a DevCluster, and the memory of a full one.") { starts, objects, watches };
        command.SetAction(async (result, cancellationToken) =>
        {
            await StartTimes.MeasureAsync(result.GetValue(starts), output, time, cancellationToken);
            await FullMemory.MeasureAsync(result.GetValue(objects), result.GetValue(watches), output, cancellationToken);
        });
        return command;
    }
}
