using System.Collections.Concurrent;
using Hermes.Campaigns.Plans;

namespace Hermes.Campaigns.Workloads;

/// <summary>How each workload ends where nothing befalls the operator. That this is right is the business of <see cref="ReferenceCampaign"/>.</summary>
internal sealed class References
{
    private static readonly ConcurrentDictionary<int, References> BySeed = new();

    private readonly int _seed;
    private readonly ConcurrentDictionary<string, Lazy<(WorkloadEnd End, WorkloadEnd Levelled)>> _ends = new(StringComparer.Ordinal);

    private References(int seed) => _seed = seed;

    /// <summary>Those of a seed, which all campaigns of it share.</summary>
    /// <param name="seed">Decides what is left to chance.</param>
    public static References For(int seed) => BySeed.GetOrAdd(seed, static seed => new References(seed));

    /// <summary>How a workload ends; run at the first call. Not to be called from within another world.</summary>
    public WorkloadEnd Of(Workload workload) => BothOf(workload).End;

    /// <summary>How it ends once its <see cref="Workload.Levelling"/> is done too.</summary>
    public WorkloadEnd LevelledOf(Workload workload) => BothOf(workload).Levelled;

    /// <summary>How all workloads end.</summary>
    /// <param name="cancellationToken">Gives it up.</param>
    public IReadOnlyList<(Workload Workload, WorkloadEnd End)> OfAll(CancellationToken cancellationToken)
    {
        var ends = ParallelRuns.Run(WorkloadCatalog.All, Of, Environment.ProcessorCount, cancellationToken: cancellationToken);
        return [.. WorkloadCatalog.All.Zip(ends)];
    }

    private (WorkloadEnd End, WorkloadEnd Levelled) BothOf(Workload workload) =>
        _ends.GetOrAdd(workload.Name, _ => new Lazy<(WorkloadEnd End, WorkloadEnd Levelled)>(() => Run(workload))).Value;

    private (WorkloadEnd End, WorkloadEnd Levelled) Run(Workload workload)
    {
        using var run = WorkloadRun.Begin(workload, _seed);
        run.World.Writes.Expect();
        run.RunAll();
        var end = run.End();
        run.Take(workload.Levelling);
        return (end, run.End());
    }
}
