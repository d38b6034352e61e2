using Hermes.Clusters.Reporting;

namespace Hermes.Campaigns.Plans;

/// <summary>Runs the plans of campaigns: all of them, or as many as a time allows, spread evenly.</summary>
/// <param name="settings">What is run, and how.</param>
/// <param name="bar">Shows how far it has come; null for nothing.</param>
/// <param name="time">The clock of the budget.</param>
/// <param name="told">Told of each result as it comes, one at a time; null for nobody.</param>
internal sealed class CampaignRunner(CampaignSettings settings, ProgressBar? bar, TimeProvider time, Action<PlanResult>? told = null)
{
    /// <summary>Runs a campaign.</summary>
    /// <param name="campaign">The campaign.</param>
    /// <param name="budget">How long it may take; null for as long as it does.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public CampaignOutcome Run(ICampaign campaign, TimeSpan? budget, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var plans = campaign.Plans(cancellationToken).ToArray();
#pragma warning disable CA5394 // The order repeats with the seed; nothing is a secret.
        new Random(settings.Seed).Shuffle(plans);
#pragma warning restore CA5394
        var (done, failed) = (0, 0);
        var results = ParallelRuns.Run(
            plans,
            plan => Run(campaign, plan),
            settings.Threads,
            result =>
            {
                failed += result.HasPassed ? 0 : 1;
                told?.Invoke(result);
                bar?.Show(++done, plans.Length, failed);
            },
            () => (budget is { } limit && time.GetElapsedTime(start) >= limit) || (settings.FailFast && Volatile.Read(ref failed) > 0),
            cancellationToken);
        bar?.Clear();
        return new CampaignOutcome(campaign.Name, plans.Length, results, time.GetElapsedTime(start));
    }

    /// <summary>Runs one plan; what it throws is its fault.</summary>
    /// <exception cref="FormatException">It is no plan of the campaign's.</exception>
    public static PlanResult Run(ICampaign campaign, string plan)
    {
#pragma warning disable CA1031 // Whatever one run throws, the others go on.
        try
        {
            return campaign.Run(plan);
        }
        catch (Exception exception) when (exception is not FormatException)
        {
            return new PlanResult(plan, [$"the run failed: {exception}"], "");
        }
#pragma warning restore CA1031
    }
}
