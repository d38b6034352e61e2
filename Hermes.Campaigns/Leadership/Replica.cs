using System.Diagnostics.CodeAnalysis;
using Hermes.Campaigns.Worlds;
using Hermes.DevCluster.Authorization;
using Hermes.DevCluster.Hosting;
using Hermes.Operator.Hosting;

namespace Hermes.Campaigns.Leadership;

/// <summary>One life of one of several replicas: a whole operator with its own machine, clocks and way to the server.</summary>
internal sealed class Replica : IDisposable
{
    private readonly VirtualWorld _world;
    private readonly OwnExpiry _expiry;
    private readonly Action<Replica> _leaves;
    private readonly ReplicaRoad _road;

    [SuppressMessage("Usage", "CA2213", Justification = "The road disposes of it.")]
    private readonly Wire _wire;

    /// <summary>Starts one.</summary>
    /// <param name="name">By which the trace and faults name it.</param>
    /// <param name="world">Where.</param>
    /// <param name="oneWriter">Sees what it writes.</param>
    /// <param name="rate">How fast its clocks go.</param>
    /// <param name="random">How late what is late is.</param>
    /// <param name="leaves">Told when a write is about to leave it.</param>
    public Replica(string name, VirtualWorld world, OneWriter oneWriter, double rate, Random random, Action<Replica> leaves)
    {
        (Name, Rate, _world, _leaves) = (name, rate, world, leaves);
        Context = new ReplicaContext(world.Pump);
        Clock = new ReplicaClock(world.Time, Context, rate);
        _expiry = new OwnExpiry(world, Options.LeaderElectRenewDeadline);
        var streams = new StallingPipes(Context.Pipes);
#pragma warning disable CA2000 // The process's connection disposes of them all.
        var front = new InMemoryHandler(
            world.Cluster.Server, UserInfo.Admin, new FrontSchedulers { Writing = world.Pump.Scheduler, Reading = streams }, CancellationToken.None);
        var door = new ServerDoor(front, this, oneWriter);
        _wire = new Wire(door, world.History, new WritePlan());
        _road = new ReplicaRoad(world, this, _wire, door, streams, random);
        OperatorProcess? process = null;
        Context.Run(() => process = OperatorProcess.Start(
            front, _wire, _road, Options, $"{OperatorProcess.UserAgent}/{name}", Clock, world.Random, new ReplicaLog(world, this)));
#pragma warning restore CA2000
        Process = process!;
    }

    /// <summary>How every replica runs: as shipped, but that it takes part in an election.</summary>
    public static OperatorOptions Options { get; } = new()
    {
        HealthPort = null,
        LeaderElect = true,
        LeaderElectResourceName = OneWriter.LeaseName,
        LeaderElectResourceNamespace = OneWriter.LeaseNamespace,
    };

    public string Name { get; }

    public double Rate { get; }

    public ReplicaContext Context { get; }

    public ReplicaClock Clock { get; }

    public OperatorProcess Process { get; }

    /// <summary>What it calls itself in the lease.</summary>
    public string Identity => Process.Elector!.Identity;

    /// <summary>Whether it believes that it leads, and can do something about it.</summary>
    public bool Leads => !IsCut && Stopping is null && Process.Elector!.Leads;

    /// <summary>Whether something has befallen it that may cost it the lease.</summary>
    public bool HasCauseToLose { get; private set; }

    public bool IsCut => _wire.IsCut;

    /// <summary>Its way to a clean end; null where it is not on it.</summary>
    public Task? Stopping { get; private set; }

    /// <summary>Ends it as a crash does.</summary>
    public void Crash() => _road.Cut();

    /// <summary>Tells it to end.</summary>
    public void Stop() => Context.Run(() => Stopping ??= Process.StopAsync());

    /// <summary>Stops all its timers and continuations.</summary>
    public void Pause()
    {
        HasCauseToLose = true;
        Context.Pause();
    }

    /// <summary>Makes something go wrong on its way to the server.</summary>
    public void SetRoad(RoadFault fault, RoadScope scope)
    {
        HasCauseToLose |= fault != RoadFault.None && scope != RoadScope.Others;
        _road.Set(fault, scope);
    }

    /// <summary>Told of a request that is about to leave it.</summary>
    public void Leaves(HttpRequestMessage request)
    {
        if (request.Method != HttpMethod.Get && !Letter.IsOfLease(request.RequestUri!))
        {
            _leaves(this);
        }
    }

    /// <summary>Told of what leaves it.</summary>
    public void Sends(Letter letter) => _expiry.Look(this, letter, TimeSpan.FromTicks(Clock.GetTimestamp()));

    /// <summary>Told of an answer that it gets.</summary>
    public void Hears(Letter letter, HttpResponseMessage response, long began) =>
        _expiry.Hear(letter, response.IsSuccessStatusCode, TimeSpan.FromTicks(began));

    /// <summary>Clears away what is left of it.</summary>
    public void Dispose()
    {
        Crash();
        if (Context.IsPaused)
        {
            Context.Resume(timersLast: true);
        }

        _road.Set(RoadFault.None, RoadScope.All);
        _world.Do(() => Process.DisposeAsync().AsTask());
        _road.Dispose();
    }
}
