using System.Net;
using Hermes.Campaigns.Workloads;
using Hermes.Campaigns.Worlds;
using Hermes.Operator.Hosting;
using KubernetesException = Hermes.Kubernetes.Client.KubernetesException;

namespace Hermes.Campaigns.Leadership;

/// <summary>One run of a plan.</summary>
internal sealed class LeadershipRun : IDisposable
{
    private static readonly OperatorOptions Options = Replica.Options;

    // Of a lease each: longer than all that befalls a leader lasts.
    private const int MostWaits = 20;

    // What a step of the world adds to a limit that the election keeps to.
    private static readonly TimeSpan Grain = TimeSpan.FromMilliseconds(100);

    private readonly LeadershipPlan _plan;
    private readonly WorkloadRun _run;
    private readonly LeadershipSchedule _schedule;
    private readonly ReplicaSet _replicas;
    private readonly double _slowest;

    public LeadershipRun(LeadershipPlan plan, int seed)
    {
        _plan = plan;
#pragma warning disable CA5394 // The run repeats with the seed; nothing is a secret.
        var random = new Random(unchecked(seed + (plan.Number * 7_919)));
        var haveRates = random.Next(2) == 0;
#pragma warning restore CA5394
        _slowest = haveRates ? LeadershipSchedule.SlowestRate : 1;
        _schedule = new LeadershipSchedule(random);
        _run = WorkloadRun.BeginWithoutOperator(plan.Workload, seed);
        _replicas = new ReplicaSet(_run.World, plan.Replicas, haveRates, random);
    }

    /// <summary>Whether anything has befallen a leader.</summary>
    public bool HasStruck => _replicas.HasStruck;

    private VirtualWorld World => _run.World;

    /// <summary>Does it all.</summary>
    public WorkloadEnd Run()
    {
        World.RunFor(Options.LeaderElectRetryPeriod / _slowest);
        RequireOneLeader("at the beginning");
        var disturbance = _schedule.Next(_plan.First);
        foreach (var step in _plan.Workload.Steps)
        {
            _replicas.Arm(disturbance);
            Take(step);
            World.RunFor(_schedule.Length());
            disturbance = _schedule.Next();
        }

        World.RunFor(_schedule.Length());
        _replicas.Heal();
        World.RunUntilQuiet();
        RequireOneLeader("once nothing is wrong any more");
        _run.Take(_run.Workload.Levelling);
        var end = _run.End();
        RequireSuccessor("a clean stop", static leader => leader.Stop(), Options.LeaderElectRetryPeriod);
        RequireSuccessor("a crash", static leader => leader.Crash(), Options.LeaderElectLeaseDuration + Options.LeaderElectRetryPeriod);
        return end with { Digest = World.Digest(), Faults = World.Faults };
    }

    public void Dispose()
    {
        _replicas.Dispose();
        _run.Dispose();
    }

    // Who meddles with what the operator makes waits until it is there.
    private void Take(UserStep step)
    {
        for (var waits = 0; ; waits++)
        {
            try
            {
                _run.Take(step);
                return;
            }
            catch (KubernetesException refusal) when (refusal.StatusCode == HttpStatusCode.NotFound && waits < MostWaits)
            {
                World.RunFor(Options.LeaderElectLeaseDuration);
            }
        }
    }

    private void RequireOneLeader(string when)
    {
        if (_replicas.Leaders is not [{ } leader])
        {
            World.Fault($"{_replicas.Leaders.Count} replicas lead {when}");
        }
        else if (leader != _replicas.Holder)
        {
            World.Fault($"{leader.Name} leads {when}, and yet the lease is another's");
        }
        else if (!leader.Process.IsAtRest && when != "at the beginning")
        {
            World.Fault($"nothing is left to do, and yet {leader.Name} is not at rest");
        }
    }

    /// <summary>Ends the leader, and lets another lead within a time.</summary>
    private void RequireSuccessor(string what, Action<Replica> end, TimeSpan limit)
    {
        if (_replicas.Leaders is not [{ } leader])
        {
            return;
        }

        end(leader);
        World.RunFor((limit / _slowest) + Grain);
        if (_replicas.Leaders is not [{ } successor] || successor == leader)
        {
            World.Fault($"nobody leads {limit / _slowest:c} after {what} of the leader");
        }

        // All that are left, and the one that has come in its place, have seen the new leader renew its lease.
        World.RunFor(Options.LeaderElectLeaseDuration / _slowest);
    }
}
