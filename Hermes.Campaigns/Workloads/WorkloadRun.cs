using System.Collections.Immutable;
using Hermes.Campaigns.Oracles;
using Hermes.Campaigns.Worlds;

namespace Hermes.Campaigns.Workloads;

/// <summary>A workload in a world of its own, with the oracles that hold whatever befalls the operator.</summary>
internal sealed class WorkloadRun : IDisposable
{
    private static readonly string[] Apps = [Users.Web, Users.Blog];

    private readonly List<string> _faults = [];

    private WorkloadRun(Workload workload, int seed)
    {
        Workload = workload;
        World = new VirtualWorld(seed, [new OwnershipHolds(), .. Apps.SelectMany(app => new IOracle[] { new OneScaler(app), new CountHolds(app) })]);
    }

    public Workload Workload { get; }

    public VirtualWorld World { get; }

    /// <summary>Makes a world in which an operator waits for work.</summary>
    public static WorkloadRun Begin(Workload workload, int seed)
    {
        var run = new WorkloadRun(workload, seed);
        run.World.StartOperator();
        run.World.RunUntilQuiet();
        return run;
    }

    /// <summary>Does all the steps, each when the one before has come to rest.</summary>
    public void RunAll() => Take(Workload.Steps);

    /// <summary>Does steps, each when the one before has come to rest.</summary>
    public void Take(IEnumerable<UserStep> steps)
    {
        foreach (var step in steps)
        {
            Take(step);
            World.RunUntilQuiet();
        }
    }

    /// <summary>Does a step, without letting time pass.</summary>
    public void Take(UserStep step) => World.Do(() => step.Act(World));

    /// <summary>Has an operator start anew: where all is in place, it writes nothing.</summary>
    public void ExpectNothingToDo()
    {
        World.Writes.Expect();
        World.RestartOperator();
        World.RunUntilQuiet();
        if (World.Writes.Count > 0)
        {
            _faults.Add($"an operator that starts anew finds {World.Writes.Count} writes to make where all is in place");
        }
    }

    /// <summary>What stands, and how it came to.</summary>
    public WorkloadEnd End() => new(StandingObjects.Of(World.Cluster), World.History.Counts.ToImmutableDictionary(StringComparer.Ordinal), World.Writes.Count, World.Digest(), [.. World.Faults, .. _faults]);

    public void Dispose() => World.Dispose();
}
