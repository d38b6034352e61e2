namespace Hermes.Campaigns.Plans;

/// <summary>What came of a campaign.</summary>
/// <param name="Campaign">Its name.</param>
/// <param name="Planned">How many plans there are.</param>
/// <param name="Results">What came of those that were run.</param>
/// <param name="Duration">How long it took.</param>
internal sealed record CampaignOutcome(string Campaign, int Planned, IReadOnlyList<PlanResult> Results, TimeSpan Duration)
{
    public int Passed { get; } = Results.Count(result => result.HasPassed);

    /// <summary>How many runs in which what was in store never came.</summary>
    public int Idle { get; } = Results.Count(result => !result.HasStruck);

    public IEnumerable<PlanResult> Failures => Results.Where(result => !result.HasPassed);
}
