using Hermes.Campaigns.Plans;

namespace Hermes.Campaigns.Workloads;

/// <summary>
/// Every workload without a fault: twice, which must be the same, request by request; compared with the same apps made afresh, lest the
/// other campaigns measure by an end that is wrong itself; and then an operator that starts anew must find nothing to write. A plan is a
/// workload's name.
/// </summary>
/// <param name="seed">Decides what is left to chance.</param>
internal sealed class ReferenceCampaign(int seed) : ICampaign
{
    public const string CampaignName = "reference";

    public string Name => CampaignName;

    public IReadOnlyList<string> Plans(CancellationToken cancellationToken) => [.. WorkloadCatalog.All.Select(workload => workload.Name)];

    public PlanResult Run(string plan)
    {
        var workload = WorkloadCatalog.Get(plan);
        var (first, levelled) = RunAndLevel(workload);
        var (second, _) = RunAndLevel(workload);
        var (_, afresh) = RunAndLevel(workload.Afresh);
        List<string> faults =
        [
            .. first.FaultsAgainst(second, comparesCounts: true),
            .. levelled.FaultsAgainst(afresh, comparesCounts: false).Select(fault => $"against the same made afresh: {fault}"),
        ];
        if (first.Digest != second.Digest)
        {
            faults.Add("two runs are not the same");
        }

        return new PlanResult(plan, faults, first.Digest);
    }

    private (WorkloadEnd End, WorkloadEnd Levelled) RunAndLevel(Workload workload)
    {
        using var run = WorkloadRun.Begin(workload, seed);
        run.World.Writes.Expect();
        run.RunAll();
        var end = run.End();
        run.Take(workload.Levelling);
        run.ExpectNothingToDo();
        return (end, run.End());
    }
}
