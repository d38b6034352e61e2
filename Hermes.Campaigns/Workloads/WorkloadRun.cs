using Hermes.Campaigns.Oracles;
using Hermes.Campaigns.Worlds;

namespace Hermes.Campaigns.Workloads;

/// <summary>A workload in a world of its own, with the oracles that hold whatever befalls the operator.</summary>
internal sealed class WorkloadRun : IDisposable
{
    private static readonly string[] Apps = [Users.Web, Users.Blog];

    private WorkloadRun(Workload workload, int seed, bool mayLag)
    {
        Workload = workload;
        World = new VirtualWorld(seed, [new OwnershipHolds(), .. Apps.SelectMany(app => new IOracle[] { new OneScaler(app), new CountHolds(app) { MayLag = mayLag } })]);
    }

    public Workload Workload { get; }

    public VirtualWorld World { get; }

    /// <summary>Makes a world in which an operator waits for work.</summary>
    public static WorkloadRun Begin(Workload workload, int seed)
    {
        var run = new WorkloadRun(workload, seed, mayLag: false);
        run.World.StartOperator();
        run.World.RunUntilQuiet();
        return run;
    }

    /// <summary>Makes a world in which nothing waits for work yet, and in which steps need not wait for what comes of the one before.</summary>
    public static WorkloadRun BeginWithoutOperator(Workload workload, int seed) => new(workload, seed, mayLag: true);

    /// <summary>Does all the steps, each when the one before has come to rest.</summary>
    public void RunAll()
    {
        foreach (var step in Workload.Steps)
        {
            Take(step);
            World.RunUntilQuiet();
        }
    }

    /// <summary>Does a step, without letting time pass.</summary>
    public void Take(UserStep step) => World.Do(() => step.Act(World));

    /// <summary>What stands, and how it came to.</summary>
    public WorkloadEnd End() => new(StandingObjects.Of(World.Cluster), World.History.Counts, World.Writes.Count, World.Digest(), World.Faults);

    public void Dispose() => World.Dispose();
}
