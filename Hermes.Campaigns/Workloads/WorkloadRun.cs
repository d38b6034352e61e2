using System.Collections.Immutable;
using System.Net;
using Hermes.Campaigns.Oracles;
using Hermes.Campaigns.Worlds;
using Hermes.DevCluster.Storage;
using Hermes.Kubernetes.Client;

namespace Hermes.Campaigns.Workloads;

/// <summary>A workload in a world of its own, with the oracles that hold whatever befalls the operator.</summary>
internal sealed class WorkloadRun : IDisposable
{
    private static readonly string[] Apps = [Users.Web, Users.Blog];

    private readonly List<string> _faults = [];
    private readonly List<WorkloadChange> _changes = [];
    private int _step;
    private int _place;

    private WorkloadRun(Workload workload, int seed, IReadOnlyList<IOracle> oracles)
    {
        Workload = workload;
        World = new VirtualWorld(seed, oracles);
        World.History.Told = Tell;
    }

    public Workload Workload { get; }

    public VirtualWorld World { get; }

    /// <summary>When the last change came of which the operator may want to know, in the world's time.</summary>
    public TimeSpan LastChange { get; private set; }

    /// <summary>Told of each change that the operator may want to know of, once a step has been taken.</summary>
    public Action<WorkloadChange>? Changed { get; set; }

    /// <summary>What holds at every revision of a run in which the operator sees what is so.</summary>
    /// <param name="mayLag">Whether users edit while writes are under way, which are then of the spec as it was.</param>
    public static IReadOnlyList<IOracle> Oracles(bool mayLag = false) =>
        [new OwnershipHolds(), .. Apps.SelectMany(app => new IOracle[] { new OneScaler(app) { IgnoresLeftBehind = mayLag }, new CountHolds(app) { MayLag = mayLag } })];

    /// <summary>What holds at every revision, whatever the operator sees.</summary>
    public static IReadOnlyList<IOracle> LastingOracles() => [new OwnershipHolds()];

    /// <summary>Makes a world in which an operator waits for work.</summary>
    /// <param name="workload">What is going to be done.</param>
    /// <param name="seed">Decides what is left to chance.</param>
    /// <param name="oracles">Shown every change; null for <see cref="Oracles"/>.</param>
    public static WorkloadRun Begin(Workload workload, int seed, IReadOnlyList<IOracle>? oracles = null)
    {
        var run = new WorkloadRun(workload, seed, oracles ?? Oracles());
        run.World.StartOperator();
        run.World.RunUntilQuiet();
        return run;
    }

    /// <summary>Makes a world in which nothing waits for work yet, and in which steps need not wait for what comes of the one before.</summary>
    public static WorkloadRun BeginWithoutOperator(Workload workload, int seed) => new(workload, seed, Oracles(mayLag: true));

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
    public void Take(UserStep step)
    {
        (_step, _place) = (_step + 1, 0);
        World.Do(() => step.Act(World));
    }

    /// <summary>Does a step, unless there is nothing yet with which it could meddle.</summary>
    public void TryTake(UserStep step)
    {
        try
        {
            Take(step);
        }
        catch (KubernetesException refusal) when (refusal.StatusCode == HttpStatusCode.NotFound)
        {
            // The operator, which knows nothing yet, has made nothing.
        }
    }

    /// <summary>Has an operator start anew: where all is in place, it writes nothing.</summary>
    public void ExpectNothingToDo()
    {
        var before = World.Cluster.Trace.Count;
        World.RestartOperator();
        World.RunUntilQuiet();
        var writes = World.Cluster.Trace.Since(before)
            .Where(request => request.UserAgent.StartsWith(OperatorProcess.UserAgent, StringComparison.Ordinal) && request.Verb is not ("get" or "list" or "watch"))
            .Select(request => $"{request.Verb} {request.Path} ({request.Status})")
            .ToList();
        if (writes.Count > 0)
        {
            _faults.Add($"an operator that starts anew writes where all is in place: {string.Join(", ", writes)}");
        }
    }

    /// <summary>What stands, and how it came to.</summary>
    public WorkloadEnd End() => new(StandingObjects.Of(World.Cluster), World.History.Counts.ToImmutableDictionary(StringComparer.Ordinal), World.Writes.Count, World.Digest(), [.. World.Faults, .. _faults])
    {
        Changes = [.. _changes],
    };

    public void Dispose() => World.Dispose();

    private void Tell(long revision, ObjectChange change)
    {
        if (_step > 0 && StandingObjects.Includes(change.Row.Plural))
        {
            LastChange = World.Elapsed;
            var told = new WorkloadChange(_step, ++_place, revision, change.Row.Plural);
            _changes.Add(told);
            Changed?.Invoke(told);
        }
    }
}
