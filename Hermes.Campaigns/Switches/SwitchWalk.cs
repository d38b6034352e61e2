using System.Collections.Concurrent;
using Hermes.Campaigns.Oracles;
using Hermes.Campaigns.Plans;
using Hermes.Campaigns.Worlds;

namespace Hermes.Campaigns.Switches;

/// <summary>Every switch from one way of scaling to another, and every way for the operator to die on it.</summary>
/// <param name="seed">Decides what is left to chance in every run.</param>
/// <param name="threads">How many runs go on at a time.</param>
internal sealed class SwitchWalk(int seed, int threads)
{
    private static readonly WriteFate[] Fates = Enum.GetValues<WriteFate>();

    private readonly ConcurrentDictionary<(ScalerChoice Choice, bool IsBusy), Lazy<StandingObjects>> _fresh = new();

    /// <summary>Every pair, idle and busy, without faults.</summary>
    public static IReadOnlyList<SwitchCase> Plain { get; } =
    [
        .. from isBusy in new[] { false, true }
           from source in ScalerChoice.All
           from target in ScalerChoice.All
           select new SwitchCase(source, target, isBusy),
    ];

    /// <summary>Every fate at every write of a run that had none.</summary>
    public static IEnumerable<SwitchCase> Faulted(SwitchResult plain) =>
        from write in Enumerable.Range(1, plain.Writes)
        from fate in Fates
        select plain.Case with { Fault = new WriteFault(write, fate) };

    /// <summary>Runs cases.</summary>
    /// <param name="cases">The cases.</param>
    /// <param name="done">Told of each as it is done, one at a time.</param>
    /// <param name="cancellationToken">Gives the rest up.</param>
    /// <returns>The results, in the order of the cases.</returns>
    public IReadOnlyList<SwitchResult> Run(
        IReadOnlyList<SwitchCase> cases, Action<SwitchResult>? done = null, CancellationToken cancellationToken = default) =>
        ParallelRuns.Run(cases, Run, threads, done, isOver: null, cancellationToken);

    /// <summary>Runs one case.</summary>
    public SwitchResult Run(SwitchCase run) => SwitchRun.Execute(run, seed, Fresh(run.To, run.IsBusy));

    private StandingObjects Fresh(ScalerChoice choice, bool isBusy) => _fresh.GetOrAdd(
        (choice, isBusy), key => new Lazy<StandingObjects>(() => SwitchRun.Fresh(key.Choice, key.IsBusy, seed))).Value;
}
