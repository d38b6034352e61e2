using System.Globalization;

namespace Hermes.Campaigns.Plans;

/// <summary>One table, and each failure with the command that runs it alone.</summary>
internal sealed class CampaignReport(int seed, TextWriter output)
{
    private const int ShownFailures = 20;
    private const int ShownFaults = 10;

    public void Write(IReadOnlyList<CampaignOutcome> outcomes)
    {
        foreach (var outcome in outcomes)
        {
            foreach (var failure in outcome.Failures.Take(ShownFailures))
            {
                Write(outcome.Campaign, failure);
            }

            if (outcome.Failures.Skip(ShownFailures).Count() is > 0 and var more)
            {
                output.WriteLine($"and {more} failures more of {outcome.Campaign}; --json FILE has all");
                output.WriteLine();
            }
        }

        output.WriteLine("| campaign | tried | of | passed | nothing struck | seed | time |");
        output.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var outcome in outcomes)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {outcome.Campaign} | {outcome.Results.Count:N0} | {outcome.Planned:N0} | {outcome.Passed:N0} | {outcome.Idle:N0} | {seed} | {outcome.Duration.TotalSeconds:F0} s |"));
        }
    }

    /// <summary>The command line that runs a plan alone.</summary>
    public static string Command(string campaign, string plan, int seed) => string.Create(
        CultureInfo.InvariantCulture, $"dotnet run --project Hermes.Campaigns -c Release -- --only {campaign} --seed {seed} --replay {plan}");

    private void Write(string campaign, PlanResult failure)
    {
        output.WriteLine($"FAILED {campaign} {failure.Plan}");
        foreach (var fault in failure.Faults.Take(ShownFaults))
        {
            output.WriteLine($"  {fault}");
        }

        output.WriteLine($"  {Command(campaign, failure.Plan, seed)}");
        output.WriteLine();
    }
}
