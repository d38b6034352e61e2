namespace Hermes.Campaigns.Plans;

/// <summary>
/// One way to try the operator: a set of plans, each of which can be run alone, in any order and on any thread, and is the same each time.
/// </summary>
internal interface ICampaign
{
    /// <summary>As the command line has it: <c>crash</c>.</summary>
    string Name { get; }

    /// <summary>Every plan, in short texts without spaces that say all of the plan but the seed; always the same, in the same order.</summary>
    /// <param name="cancellationToken">Gives it up.</param>
    IReadOnlyList<string> Plans(CancellationToken cancellationToken);

    /// <summary>Runs a plan in a world of its own.</summary>
    /// <param name="plan">One of <see cref="Plans"/>.</param>
    /// <exception cref="FormatException">It is none.</exception>
    PlanResult Run(string plan);
}
