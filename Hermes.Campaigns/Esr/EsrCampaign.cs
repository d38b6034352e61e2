using System.Globalization;
using Hermes.Campaigns.Plans;
using Hermes.Campaigns.Workloads;

namespace Hermes.Campaigns.Esr;

/// <summary>
/// Eventually stable reconciliation (Anvil, OSDI '24): faults of every kind at random while a workload goes on, then none any more. From then
/// on the operator must reach the end that the workload has without faults, stay there, and find nothing to write when it starts anew. A plan
/// is a workload and a number that decides what befalls it, as <c>switch-round/7</c>.
/// </summary>
/// <param name="seed">Decides, with the number, all that is left to chance.</param>
internal sealed class EsrCampaign(int seed) : ICampaign
{
    public const string CampaignName = "esr";

    private const int Schedules = 13;

    // Neighbouring numbers are to have schedules that have nothing in common.
    private const int Spread = 1_000_003;

    // The longest wait of a key that has failed again and again, twice, and what KEDA and a rollout take.
    private static readonly TimeSpan Convergence = TimeSpan.FromMinutes(20);
    private static readonly TimeSpan Stability = TimeSpan.FromHours(1);

    private readonly References _references = References.For(seed);

    public string Name => CampaignName;

    public IReadOnlyList<string> Plans(CancellationToken cancellationToken) =>
    [
        .. from workload in WorkloadCatalog.All
           from number in Enumerable.Range(1, Schedules)
           select string.Create(CultureInfo.InvariantCulture, $"{workload.Name}/{number}"),
    ];

    public PlanResult Run(string plan)
    {
        var parts = plan.Split('/');
        if (parts.Length != 2 || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            throw new FormatException($"'{plan}' is no workload and number, such as switch-round/7");
        }

        var workload = WorkloadCatalog.Get(parts[0]);
        var reference = _references.LevelledOf(workload);
        using var run = WorkloadRun.Begin(workload, seed, WorkloadRun.LastingOracles());
        run.World.Writes.Expect();
#pragma warning disable CA5394 // The schedule repeats with the seed; nothing is a secret.
        using (var misfortune = new Misfortune(run.World, new Random(seed ^ (number * Spread) ^ workload.Name.Sum(letter => letter))))
#pragma warning restore CA5394
        {
            foreach (var step in workload.Steps)
            {
                run.Take(step);
                misfortune.Strike();
            }
        }

        List<string> faults = [.. CheckConvergence(run)];
        run.Take(workload.Levelling);
        run.ExpectNothingToDo();
        var end = run.End();
        return new PlanResult(plan, [.. faults, .. end.FaultsAgainst(reference, comparesCounts: false)], end.Digest);
    }

    private static IEnumerable<string> CheckConvergence(WorkloadRun run)
    {
        var world = run.World;
        var ended = world.Elapsed;
        world.RunUntilQuiet();
        if (run.LastChange - ended > Convergence)
        {
            yield return $"it takes {run.LastChange - ended:c} until nothing changes any more";
        }

        var settled = world.History.Committed;
        world.RunFor(Stability);
        if (world.History.Committed != settled)
        {
            yield return $"{world.History.Committed - settled} changes within {Stability:c} after all had come to rest";
        }
    }
}
