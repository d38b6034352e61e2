using System.CommandLine;
using Hermes.Campaigns.CommandLine;
using Hermes.Campaigns.Plans;
using Hermes.Campaigns.Worlds;

namespace Hermes.Campaigns.Switches;

/// <summary><c>switches</c>: every switch of an app's scaler, with the operator dying at every write of it.</summary>
internal static class SwitchesCommand
{
    private const string Idle = "idle";
    private const string Busy = "busy";

    public static Command Create(TextWriter output, TimeProvider time)
    {
        var from = Choice("--from", "Only from this way of scaling.", [.. ScalerChoice.All.Select(choice => choice.Name)]);
        var to = Choice("--to", "Only to this way of scaling.", [.. ScalerChoice.All.Select(choice => choice.Name)]);
        var load = Choice("--load", "Only with no request pending, or only with some all the time.", [Idle, Busy]);
        var fate = Choice("--fate", "Only this fate of a write.", [.. Enum.GetNames<WriteFate>()]);
        var write = NumberOption.Create("--write", "Only at this write of the switch, from 1.", fallback: null, maximum: 10_000);
        var seed = NumberOption.Create("--seed", "Decides what is left to chance.", CampaignSettings.DefaultSeed, maximum: int.MaxValue);
        var threads = NumberOption.Create("--threads", "How many runs go on at a time.", Environment.ProcessorCount, maximum: 1000);
        var plain = new Option<bool>("--plain") { Description = "No faults." };
        var command = new Command("switches", "Walks every switch between two ways of scaling, also with a crash or a lost answer at every write; exits with 1 on a failure.")
        {
            from, to, load, fate, write, seed, threads, plain,
        };
        command.SetAction((result, cancellationToken) =>
        {
            var settings = new SwitchSettings
            {
                From = result.GetValue(from),
                To = result.GetValue(to),
                IsBusy = result.GetValue(load) is { } wanted ? wanted == Busy : null,
                Fate = result.GetValue(fate) is { } name ? Enum.Parse<WriteFate>(name) : null,
                Write = result.GetValue(write),
                HasFaults = !result.GetValue(plain),
                Seed = result.GetValue(seed)!.Value,
                Threads = result.GetValue(threads)!.Value,
            };
            return Task.Run(() => new SwitchCampaign(settings, output, time).Run(cancellationToken), cancellationToken);
        });
        return command;
    }

    private static Option<string?> Choice(string name, string description, string[] values)
    {
        var option = new Option<string?>(name) { Description = description };
        option.AcceptOnlyFromAmong(values);
        return option;
    }
}
