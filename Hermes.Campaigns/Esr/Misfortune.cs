using Hermes.Campaigns.Workloads;
using Hermes.Campaigns.Worlds;
using Hermes.DevCluster.Faults;
using Hermes.DevCluster.Tracing;
using k8s.Models;

namespace Hermes.Campaigns.Esr;

/// <summary>Draws what befalls a world, and does it. All ends when it is disposed of.</summary>
/// <param name="world">The world.</param>
/// <param name="random">Decides.</param>
#pragma warning disable CA5394 // What befalls repeats with the seed; nothing is a secret.
internal sealed class Misfortune(VirtualWorld world, Random random) : IDisposable
{
    private const int MostAtAStep = 6;
    private const int MostRequests = 12;

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(20);
    private static readonly int[] Refusals = [409, 429, 500, 503, 504];
    private static readonly int[] RefusalsOfReads = [410, 429, 500, 503, 504];
    private static readonly WriteFate[] Fates = Enum.GetValues<WriteFate>();
    private static readonly string?[] Views = [null, "hermesapps", "deployments", "services", "ingresses", "horizontalpodautoscalers", "scaledobjects"];

    private static readonly UserStep[] Meddling =
    [
        Users.Lose<V1Deployment>(Users.Web),
        Users.Lose<V1Service>(Users.Web),
        Users.Lose<V1Ingress>(Users.Web),
        Users.Lose<V2HorizontalPodAutoscaler>(Users.Web),
    ];

    /// <summary>Has a few things go wrong, with pauses between them in which the world goes on.</summary>
    public void Strike()
    {
        for (var left = random.Next(1, MostAtAStep); left > 0; left--)
        {
            // Often in the midst of what goes on, sometimes when it is over.
            world.RunFor(LongestPause * Math.Pow(random.NextDouble(), 4));
            Draw()();
        }
    }

    /// <summary>Everything goes well from here on.</summary>
    public void Dispose()
    {
        world.Cluster.Faults.Clear();
        world.Cluster.Store.Thaw();
        world.Writes.Expect();
    }

    private Action Draw() => random.Next(10) switch
    {
        0 => world.RestartOperator,
        1 or 2 => StrikeAWrite,
        3 => RefuseWrites,
        4 => RefuseReads,
        5 => LoseAnswers,
        6 => world.Cluster.Watches.CloseAll,
        7 => Forget,
        8 => LagOrCatchUp,
        _ => Meddle,
    };

    private void StrikeAWrite() => world.Writes.Expect(new WriteFault(random.Next(1, MostRequests), Fates[random.Next(Fates.Length)]));

    private void RefuseWrites() => Add(new Fault
    {
        Matches = static request => IsOperators(request) && !IsRead(request),
        Status = Refusals[random.Next(Refusals.Length)],
        Skip = random.Next(MostRequests),
        Times = random.Next(1, MostRequests),
        RefusesAfterServing = random.Next(2) == 0,
    });

    private void RefuseReads() => Add(new Fault
    {
        Matches = static request => IsOperators(request) && IsRead(request),
        Status = RefusalsOfReads[random.Next(RefusalsOfReads.Length)],
        Skip = random.Next(MostRequests),
        Times = random.Next(1, MostRequests),
    });

    private void LoseAnswers() => Add(new Fault
    {
        Matches = IsOperators,
        Loss = random.Next(2) == 0 ? AnswerLoss.BeforeServing : AnswerLoss.AfterServing,
        Skip = random.Next(MostRequests),
        Times = random.Next(1, MostRequests),
    });

    // A server that lags behind still has what it shows.
    private void Forget()
    {
        world.Cluster.Store.Thaw();
        world.Cluster.Store.Compact();
    }

    private void LagOrCatchUp()
    {
        if (random.Next(2) == 0)
        {
            world.Cluster.Store.Freeze(plural: Views[random.Next(Views.Length)]);
        }
        else
        {
            world.Cluster.Store.Thaw(condenses: random.Next(2) == 0);
        }
    }

    private void Meddle()
    {
        var step = Meddling[random.Next(Meddling.Length)];
        world.Do(() => step.Act(world));
    }

    private void Add(Fault fault) => world.Cluster.Faults.Add(fault);

    private static bool IsOperators(RequestRecord request) => request.UserAgent.StartsWith(OperatorProcess.UserAgent, StringComparison.Ordinal);

    private static bool IsRead(RequestRecord request) => request.Verb is "get" or "list" or "watch";
}
#pragma warning restore CA5394
