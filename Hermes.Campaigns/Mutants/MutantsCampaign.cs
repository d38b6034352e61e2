using System.Collections.Concurrent;
using Hermes.Campaigns.Plans;

namespace Hermes.Campaigns.Mutants;

/// <summary>
/// Puts known bugs back, one at a time, and has the other campaigns look for them: without this figure the others' prove little. A plan is a
/// mutant's name, or <c>none</c>: the source as it is, in which nothing must be found.
/// </summary>
/// <param name="seed">Decides what is left to chance.</param>
internal sealed class MutantsCampaign(int seed) : ICampaign, IDisposable
{
    public const string CampaignName = "mutants";

    private const string Unchanged = "none";

    // For each campaign that hunts.
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(90);

    private readonly ConcurrentBag<Workshop> _free = [];

    public string Name => CampaignName;

    public IReadOnlyList<string> Plans(CancellationToken cancellationToken) => [Unchanged, .. MutantCatalog.All.Select(mutant => mutant.Name)];

    public PlanResult Run(string plan)
    {
        var mutant = plan == Unchanged ? null : MutantCatalog.Get(plan);
        var workshop = _free.TryTake(out var free) ? free : Workshop.Open();
        try
        {
            var found = workshop.Hunt(mutant, mutant?.Hunters ?? MutantCatalog.Hunters, seed, Budget, CancellationToken.None);
            return new PlanResult(plan, Faults(mutant, found), "") { Remark = mutant is null ? "" : $"{mutant.Bug}: {found?.Campaign ?? "not found"}" };
        }
        finally
        {
            _free.Add(workshop);
        }
    }

    public void Dispose()
    {
        foreach (var workshop in _free)
        {
            workshop.Dispose();
        }
    }

    private static IReadOnlyList<string> Faults(Mutant? mutant, (string Campaign, string Fault)? found) => (mutant, found) switch
    {
        (null, { } falsely) => [$"{falsely.Campaign} finds a bug where there is none: {falsely.Fault}"],
        (not null, null) => [$"not found: {mutant.Bug}"],
        _ => [],
    };
}
