using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Hermes.Campaigns.CommandLine;

namespace Hermes.Campaigns.Plans;

/// <summary>The command without a subcommand: runs campaigns.</summary>
internal static class CampaignsCommand
{
    /// <summary>The options, with what they do, on a command.</summary>
    public static void AddTo(RootCommand command, TextWriter output, TimeProvider time)
    {
        var only = new Option<string?>("--only") { Description = "Only this campaign." };
        only.AcceptOnlyFromAmong([.. CampaignCatalog.Names]);
        var seed = NumberOption.Create("--seed", "Decides what is left to chance, and the order of the plans.", CampaignSettings.DefaultSeed, int.MaxValue);
        var threads = NumberOption.Create("--threads", "How many runs go on at a time.", Environment.ProcessorCount, maximum: 1000);
        var budget = new Option<string?>("--budget") { Description = "How long all of it may take, such as 90s, 10m or 1h. Default: as long as it does." };
        budget.Validators.Add(ValidateBudget);
        var json = new Option<string?>("--json") { Description = "A file for the results as JSON." };
        var replay = new Option<string?>("--replay") { Description = "Only this plan, as a failure names it; with --only." };
        var failFast = new Option<bool>("--fail-fast") { Description = "Ends a campaign at its first failure." };
        foreach (var option in new Option[] { only, seed, budget, json, replay, threads, failFast })
        {
            command.Options.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (result.GetResult(replay) is not null && result.GetResult(only) is null)
            {
                result.AddError("--replay: needs --only, which says of which campaign the plan is");
            }
        });
        command.SetAction((result, cancellationToken) =>
        {
            var settings = new CampaignSettings
            {
                Only = result.GetValue(only),
                Replay = result.GetValue(replay),
                Seed = result.GetValue(seed)!.Value,
                Budget = ParseBudget(result.GetValue(budget)),
                JsonPath = result.GetValue(json),
                Threads = result.GetValue(threads)!.Value,
                FailFast = result.GetValue(failFast),
            };
            return Task.Run(() => new CampaignSession(settings, output, time).Run(cancellationToken), cancellationToken);
        });
    }

    private static void ValidateBudget(OptionResult result)
    {
        if (result.Tokens.Count > 0 && ParseBudget(result.Tokens[0].Value) is null)
        {
            result.AddError($"--budget: must be a time such as 90s, 10m or 1h, not '{result.Tokens[0].Value}'");
        }
    }

    /// <summary>Reads a time; null where it is none.</summary>
    internal static TimeSpan? ParseBudget(string? text)
    {
        if (text is not { Length: > 1 } || !int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number == 0)
        {
            return null;
        }

        return text[^1] switch
        {
            's' => TimeSpan.FromSeconds(number),
            'm' => TimeSpan.FromMinutes(number),
            'h' => TimeSpan.FromHours(number),
            _ => null,
        };
    }
}
