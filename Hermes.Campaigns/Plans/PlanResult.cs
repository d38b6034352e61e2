namespace Hermes.Campaigns.Plans;

/// <summary>What came of a plan.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Faults">What was wrong; empty where nothing was.</param>
/// <param name="Digest">Of all that happened, in order: two runs of one plan with one seed have the same.</param>
internal sealed record PlanResult(string Plan, IReadOnlyList<string> Faults, string Digest)
{
    /// <summary>Whether what the plan has in store came to pass; where it did not, the run proves nothing, and is counted apart.</summary>
    public bool HasStruck { get; init; } = true;

    /// <summary>What is worth telling of a run that passed; empty for nothing.</summary>
    public string Remark { get; init; } = "";

    public bool HasPassed => Faults.Count == 0;
}
