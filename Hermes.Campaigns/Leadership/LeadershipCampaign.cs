using Hermes.Campaigns.Plans;
using Hermes.Campaigns.Workloads;

namespace Hermes.Campaigns.Leadership;

/// <summary>
/// Two or three replicas, each with a machine of its own, while a workload goes on: one is cut off from the server, wholly or in part, is
/// slow, crashes, is stopped, or stands still for a while; its wall clock jumps, and its clocks go at another rate. Never two that write;
/// nothing sent after local expiry; and once nothing is wrong any more one leads, and what stands is what stands without faults. A plan is a
/// workload, a number of replicas, what comes first and a number from which the rest is drawn, as <c>edit-image/2/Pause/7</c>.
/// </summary>
/// <param name="seed">Decides what is left to chance.</param>
internal sealed class LeadershipCampaign(int seed) : ICampaign
{
    public const string CampaignName = "leadership";

    private readonly References _references = References.For(seed);

    public string Name => CampaignName;

    public IReadOnlyList<string> Plans(CancellationToken cancellationToken) =>
    [
        .. Enum.GetValues<DisturbanceKind>()
            .SelectMany(_ => WorkloadCatalog.All, static (kind, workload) => (kind, workload))
            .Select(static (each, number) => new LeadershipPlan(each.workload, 2 + (number % 2), each.kind, number))
            .Select(static plan => plan.ToString()),
    ];

    public PlanResult Run(string plan)
    {
        var parsed = LeadershipPlan.Parse(plan);
        var reference = _references.LevelledOf(parsed.Workload);
        using var run = new LeadershipRun(parsed, seed);
        var end = run.Run();

        // Steps come before what came of the last one has come to rest: what is made for a short while only may never be made.
        return new PlanResult(plan, end.FaultsAgainst(reference, comparesCounts: false), end.Digest) { HasStruck = run.HasStruck };
    }
}
