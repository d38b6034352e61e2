using System.Collections.Concurrent;

namespace Hermes.Campaigns.Workloads;

/// <summary>How each workload ends where nothing befalls the operator: run twice, which must be the same, request by request.</summary>
/// <param name="seed">Decides what is left to chance.</param>
internal sealed class References(int seed)
{
    private readonly ConcurrentDictionary<string, Lazy<WorkloadEnd>> _ends = new(StringComparer.Ordinal);

    /// <summary>How a workload ends.</summary>
    /// <exception cref="InvalidOperationException">Something is wrong even so, or it is not the same twice: nothing can be measured by that.</exception>
    public WorkloadEnd Of(Workload workload) => _ends.GetOrAdd(workload.Name, _ => new Lazy<WorkloadEnd>(() => Make(workload))).Value;

    private WorkloadEnd Make(Workload workload)
    {
        var (first, second) = (Run(workload), Run(workload));
        if (first.Digest != second.Digest)
        {
            throw new InvalidOperationException($"{workload.Name}: two runs without a fault are not the same");
        }

        var faults = first.FaultsAgainst(second, comparesCounts: true);
        return faults.Count == 0 ? first : throw new InvalidOperationException($"{workload.Name}, without a fault: {string.Join("; ", faults)}");
    }

    private WorkloadEnd Run(Workload workload)
    {
        using var run = WorkloadRun.Begin(workload, seed);
        run.World.Writes.Expect();
        run.RunAll();
        return run.End();
    }
}
