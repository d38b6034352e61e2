using System.CommandLine;
using System.Globalization;

namespace Hermes.Campaigns.Soak;

/// <summary><c>soak</c>: an operator on DevCluster under random edits, closed watches and compactions, judged by how it ends.</summary>
internal static class SoakCommand
{
    public static Command Create(TextWriter output, TimeProvider time)
    {
        var minutes = Number("--minutes", "How long edits go on.", fallback: 20, maximum: 10_000);
        var apps = Number("--apps", "How many apps there are.", fallback: 2000, maximum: 100_000);
        var seed = Number("--seed", "Decides the specs and the edits.", fallback: 20_261_124, maximum: int.MaxValue);
        var growth = Number("--max-growth", "By how many percent the working set may grow over the last half.", fallback: 10, maximum: 1000);
        var command = new Command("soak", "Runs an operator under random edits, closed watches and compactions; exits with 1 where it does not end as it must.")
        {
            minutes, apps, seed, growth,
        };
        command.SetAction((result, cancellationToken) => new SoakRun(
            new SoakSettings
            {
                Duration = TimeSpan.FromMinutes(result.GetValue(minutes)),
                Apps = result.GetValue(apps),
                Seed = result.GetValue(seed),
                MaxGrowth = result.GetValue(growth),
            },
            output,
            time).RunAsync(cancellationToken));
        return command;
    }

    private static Option<int> Number(string name, string description, int fallback, int maximum)
    {
        var option = new Option<int>(name) { Description = $"{description} Default: {fallback}.", DefaultValueFactory = _ => fallback };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0
                && !(int.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= maximum))
            {
                result.AddError($"{name}: must be a number from 1 to {maximum}, not '{result.Tokens[0].Value}'");
            }
        });
        return option;
    }
}
