using System.Text.Json.Nodes;
using Hermes.Campaigns.Oracles;
using Hermes.Campaigns.Worlds;
using Hermes.Kubernetes.Client;
using Hermes.Operator.Autoscaling;
using k8s.Models;

namespace Hermes.Campaigns.Switches;

/// <summary>One switch in a world of its own.</summary>
internal static class SwitchRun
{
    // So many that the scaler wants the count that there is.
    private const int PendingRequests = ScalerChoice.Count * ScalerChoice.RequestsPerPod;

    private static readonly ApplyOptions User = new("user", Force: true);
    private static readonly PatchOptions Scaler = new("user");

    /// <summary>What stands of an app that was made as it is, with nothing before it.</summary>
    public static StandingObjects Fresh(ScalerChoice choice, bool isBusy, int seed)
    {
        using var world = Begin(isBusy, seed, new CountHolds(ScalerChoice.App));
        Establish(world, choice);
        return StandingObjects.Of(world.Cluster);
    }

    /// <summary>Runs a case.</summary>
    /// <param name="run">The case.</param>
    /// <param name="seed">Decides what is left to chance.</param>
    /// <param name="fresh">What must stand in the end.</param>
    public static SwitchResult Execute(SwitchCase run, int seed, StandingObjects fresh)
    {
        var count = new CountHolds(ScalerChoice.App);
        using var world = Begin(run.IsBusy, seed, count);
        Establish(world, run.From);
        count.Kept = run.IsBusy ? ScalerChoice.Count : null;
        world.Writes.Expect(run.Fault is null ? [] : [run.Fault]);
        Apply(world, run.To);
        world.RunUntilQuiet();
        var writes = world.Writes.Count;
        List<string> faults = [];
        if (!world.Writes.IsDone)
        {
            faults.Add("the write that something was to befall never came");
        }

        SetCount(world, run.To);
        var end = StandingObjects.Of(world.Cluster);
        return new SwitchResult(run, [.. faults, .. world.Faults, .. end.DifferencesFrom(fresh)], writes, world.Digest(), end);
    }

    private static VirtualWorld Begin(bool isBusy, int seed, CountHolds count)
    {
        var world = new VirtualWorld(
            seed,
            [
                new OneScaler(ScalerChoice.App),
                count,
                new IngressAnswers(ScalerChoice.App),
                new TrafficGrace(ScalerChoice.App, new ScalingTimes().TrafficGrace),
                new StandsThroughout(ScalerChoice.App),
            ]);
        if (isBusy)
        {
            world.Cluster.Simulator!.SetPendingRequests(VirtualWorld.Namespace, ScalerChoice.App, PendingRequests);
        }

        world.StartOperator();
        return world;
    }

    private static void Establish(VirtualWorld world, ScalerChoice choice)
    {
        Apply(world, choice);
        world.RunUntilQuiet();
        SetCount(world, choice);
    }

    private static void Apply(VirtualWorld world, ScalerChoice choice) =>
        world.Do(() => world.User.ApplyAsync(choice.ToApp(), User, CancellationToken.None));

    /// <summary>
    /// Brings an app whose count is its scaler's to the same count on every way: what it came to before depends on the way, and rightly so.
    /// One that sleeps is let sleep.
    /// </summary>
    private static void SetCount(VirtualWorld world, ScalerChoice choice)
    {
        if (choice.Scaling is null)
        {
            return;
        }

        world.Do(async () =>
        {
            var deployment = await world.User.GetAsync<V1Deployment>(ScalerChoice.App, VirtualWorld.Namespace, CancellationToken.None);
            if (deployment?.Spec.Replicas is > 0 and not ScalerChoice.Count)
            {
                var patch = new JsonObject { ["spec"] = new JsonObject { ["replicas"] = ScalerChoice.Count } };
                await world.User.MergePatchAsync<V1Deployment>(
                    ScalerChoice.App, VirtualWorld.Namespace, patch, Scaler, CancellationToken.None);
            }
        });
        world.RunUntilQuiet();
    }
}
