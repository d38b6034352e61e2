using System.Globalization;
using Hermes.Campaigns.Plans;
using Hermes.Campaigns.Workloads;

namespace Hermes.Campaigns.Stale;

/// <summary>
/// After every step of every workload the operator starts anew on a server whose lists and watches show what was so at a revision of this
/// step or the one before, while writes and their preconditions meet what is so; the next step is taken before the views catch up. All must
/// end as without faults. A plan is a workload, a step and a revision, as <c>recreate/2@431</c>.
/// </summary>
/// <remarks>
/// A server that keeps its promises answers the operator's first list from the present; this one does not, so that all that protects is in
/// the writes. What an operator does by an old spec is by that spec: that one scaler stands at a time, and that counts hold, is not asked.
/// </remarks>
/// <param name="seed">Decides what is left to chance.</param>
internal sealed class StaleCampaign(int seed) : ICampaign
{
    public const string CampaignName = "stale";

    // Long enough for the operator to do all that it believes has to be done.
    private static readonly TimeSpan Lag = TimeSpan.FromSeconds(30);

    private readonly References _references = References.For(seed);

    public string Name => CampaignName;

    public IReadOnlyList<string> Plans(CancellationToken cancellationToken) =>
        [.. _references.OfAll(cancellationToken).SelectMany(reference => PlansOf(reference.Workload, reference.End))];

    public PlanResult Run(string plan)
    {
        var (workload, step, revision) = Parse(plan);
        var reference = _references.LevelledOf(workload);
        using var run = WorkloadRun.Begin(workload, seed, WorkloadRun.LastingOracles());
        run.World.Writes.Expect();
        run.Take(workload.Steps.Take(step));
        var writes = Mislead(run, step, revision);
        run.Take(workload.Steps.Skip(step + 1));
        run.Take(workload.Levelling);
        var end = run.End();
        return new PlanResult(plan, end.FaultsAgainst(reference, comparesCounts: false), end.Digest) { HasStruck = writes > 0 };
    }

    /// <summary>Has an operator work on what was so.</summary>
    /// <returns>How many writes it sent.</returns>
    private static int Mislead(WorkloadRun run, int step, long revision)
    {
        var store = run.World.Cluster.Store;
        store.Freeze(store.WorldAt(revision));
        var before = run.World.Writes.Count;
        run.World.RestartOperator();
        run.World.RunFor(Lag);
        if (step < run.Workload.Steps.Count)
        {
            run.TryTake(run.Workload.Steps[step]);
            run.World.RunFor(Lag);
        }

        var writes = run.World.Writes.Count - before;
        store.Thaw();
        run.World.RunUntilQuiet();
        return writes;
    }

    private static IEnumerable<string> PlansOf(Workload workload, WorkloadEnd end) =>
        from step in Enumerable.Range(1, workload.Steps.Count)
        let seen = end.Changes.Where(change => change.Step == step || change.Step == step - 1).ToList()
        from change in seen.SkipLast(1)
        select string.Create(CultureInfo.InvariantCulture, $"{workload.Name}/{step}@{change.Revision}");

    private static (Workload Workload, int Step, long Revision) Parse(string plan)
    {
        var parts = plan.Split('/', '@');
        return parts.Length == 3
            && WorkloadCatalog.Get(parts[0]) is var workload
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var step)
            && step >= 1 && step <= workload.Steps.Count
            && long.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var revision)
            ? (workload, step, revision)
            : throw new FormatException($"'{plan}' is no stale view, such as recreate/2@431");
    }
}
