using System.CommandLine;
using Hermes.Campaigns.CommandLine;
using Hermes.Campaigns.Plans;

namespace Hermes.Campaigns.Soak;

/// <summary><c>soak</c>: an operator on DevCluster under random edits, closed watches and compactions, judged by how it ends.</summary>
internal static class SoakCommand
{
    public static Command Create(TextWriter output, TimeProvider time)
    {
        var minutes = NumberOption.Create("--minutes", "How long edits go on.", fallback: 20, maximum: 10_000);
        var apps = NumberOption.Create("--apps", "How many apps there are.", fallback: 2000, maximum: 100_000);
        var seed = NumberOption.Create("--seed", "Decides the specs and the edits.", fallback: CampaignSettings.DefaultSeed, maximum: int.MaxValue);
        var growth = NumberOption.Create("--max-growth", "By how many percent the working set may grow over the last half.", fallback: 10, maximum: 1000);
        var command = new Command("soak", "Runs an operator under random edits, closed watches and compactions; exits with 1 where it does not end as it must.")
        {
            minutes, apps, seed, growth,
        };
        command.SetAction((result, cancellationToken) => new SoakRun(
            new SoakSettings
            {
                Duration = TimeSpan.FromMinutes(result.GetValue(minutes)!.Value),
                Apps = result.GetValue(apps)!.Value,
                Seed = result.GetValue(seed)!.Value,
                MaxGrowth = result.GetValue(growth)!.Value,
            },
            output,
            time).RunAsync(cancellationToken));
        return command;
    }
}
