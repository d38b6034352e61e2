using System.Globalization;
using Hermes.Campaigns.Worlds;
using Hermes.Kubernetes.LeaderElection;

namespace Hermes.Campaigns.Leadership;

/// <summary>Several replicas in one world, each of which is replaced when it is gone; and what befalls them.</summary>
internal sealed class ReplicaSet : IDisposable
{
    private static readonly TimeSpan Orphaning = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Restart = TimeSpan.FromSeconds(1);

    private readonly VirtualWorld _world;
    private readonly LeadershipSchedule _schedule;
    private readonly Random _random;
    private readonly OneWriter _oneWriter;
    private readonly Replica?[] _replicas;
    private readonly bool _haveRates;
    private readonly List<ITimer> _timers = [];
    private readonly Dictionary<Replica, TimeSpan> _returns = [];
    private readonly int _strays;
    private Disturbance? _armed;
    private int _writes;
    private int _lives;

    /// <param name="world">Where.</param>
    /// <param name="count">How many.</param>
    /// <param name="haveRates">Whether their clocks go at rates of their own.</param>
    /// <param name="random">What is left to chance.</param>
    public ReplicaSet(VirtualWorld world, int count, bool haveRates, Random random)
    {
        (_world, _haveRates, _random, _schedule) = (world, haveRates, random, new LeadershipSchedule(random));
        (_replicas, _oneWriter, _strays) = (new Replica?[count], new OneWriter(world), world.Pump.Strays);
        world.Settled = ClearAway;
        for (var slot = 0; slot < count; slot++)
        {
            Start(slot);
        }
    }

    /// <summary>Whether anything has befallen a leader.</summary>
    public bool HasStruck { get; private set; }

    /// <summary>Those that believe that they lead.</summary>
    public IReadOnlyList<Replica> Leaders => [.. Living.Where(replica => replica.Leads)];

    /// <summary>The one that holds the lease, by the server; null where it is gone, or nobody does.</summary>
    public Replica? Holder => Living.FirstOrDefault(replica => replica.Identity == _oneWriter.Holder);

    private IEnumerable<Replica> Living => _replicas.OfType<Replica>();

    /// <summary>Has something befall a replica from now on; nothing that was to come before comes any more.</summary>
    public void Arm(Disturbance disturbance)
    {
        (_armed, _writes) = (disturbance, 0);
        if (disturbance.Write is null)
        {
            After(disturbance.Wait, () =>
            {
                if (ReferenceEquals(_armed, disturbance))
                {
                    _armed = null;
                    Strike(disturbance, Target(disturbance));
                }
            });
        }
    }

    /// <summary>Ends all that is wrong, but for clocks.</summary>
    public void Heal()
    {
        _armed = null;
        foreach (var replica in Living)
        {
            replica.SetRoad(RoadFault.None, RoadScope.All);
            replica.Context.Resume(timersLast: false);
        }
    }

    public void Dispose()
    {
        _world.Settled = null;
        foreach (var timer in _timers)
        {
            timer.Dispose();
        }

        foreach (var replica in Living)
        {
            replica.Dispose();
        }
    }

    private Replica? Target(Disturbance disturbance) => disturbance.IsStandbys ? Living.FirstOrDefault(replica => replica != Holder) : Holder;

    private void OnWrite(Replica replica)
    {
        if (_armed is { Write: { } write } disturbance && replica == Holder && ++_writes == write)
        {
            _armed = null;
            Strike(disturbance, disturbance.IsStandbys ? Target(disturbance) : replica);
        }
    }

    private void Strike(Disturbance disturbance, Replica? replica)
    {
        if (replica is null || replica.IsCut)
        {
            return;
        }

        HasStruck |= replica == Holder;
        switch (disturbance.Kind)
        {
            case DisturbanceKind.Crash:
                _returns[replica] = disturbance.Span;
                replica.Crash();
                break;
            case DisturbanceKind.Stop:
                _returns[replica] = disturbance.Span;
                Post(replica, replica.Stop);
                break;
            case DisturbanceKind.StopSlowly:
                _returns[replica] = disturbance.Span;
                replica.SetRoad(RoadFault.SlowServer, RoadScope.Others);
                Post(replica, replica.Stop);
                break;
            case DisturbanceKind.StopWithOrphans:
                _returns[replica] = disturbance.Span;
                replica.SetRoad(RoadFault.Orphaned, RoadScope.Others);
                After(Orphaning, () => replica.SetRoad(RoadFault.None, RoadScope.All));
                After(_schedule.MomentBeforeDeadline(), () => Post(replica, replica.Stop));
                break;
            case DisturbanceKind.Pause:
                replica.Pause();
                After(disturbance.Span, () => replica.Context.Resume(disturbance.TimersLast));
                break;
            case DisturbanceKind.Jump:
                replica.Clock.SetBy(disturbance.Jump);
                break;
            default:
                var (fault, scope) = RoadOf(disturbance.Kind);
                replica.SetRoad(fault, scope);
                After(disturbance.Span, () => replica.SetRoad(RoadFault.None, RoadScope.All));
                break;
        }
    }

    private static (RoadFault Fault, RoadScope Scope) RoadOf(DisturbanceKind kind) => kind switch
    {
        DisturbanceKind.Refused => (RoadFault.Refused, RoadScope.All),
        DisturbanceKind.Silent => (RoadFault.Silent, RoadScope.All),
        DisturbanceKind.AnswersLost => (RoadFault.AnswersLost, RoadScope.All),
        DisturbanceKind.LeaseSilent => (RoadFault.Silent, RoadScope.Lease),
        DisturbanceKind.OthersSilent => (RoadFault.Silent, RoadScope.Others),
        DisturbanceKind.Late => (RoadFault.Late, RoadScope.All),
        DisturbanceKind.SlowServer => (RoadFault.SlowServer, RoadScope.All),
        DisturbanceKind.Orphaned => (RoadFault.Orphaned, RoadScope.Others),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "It is nothing that befalls a road."),
    };

    /// <summary>Ends in order what has ended by itself, and clears away and replaces what is gone.</summary>
    private void ClearAway()
    {
        bool hasActed;
        do
        {
            hasActed = false;
            for (var slot = 0; slot < _replicas.Length; slot++)
            {
                hasActed |= _replicas[slot] is { } replica && ClearAway(slot, replica);
            }

            _world.Pump.Drain();
        }
        while (hasActed);
        if (_world.Pump.Strays != _strays)
        {
            _world.Fault("continuations of replicas left the world's thread");
        }
    }

    private bool ClearAway(int slot, Replica replica)
    {
        if (replica is { IsCut: false, Stopping: null } && replica.Process.HasEnded && !replica.Context.IsPaused)
        {
            // As the host does where a loop has ended.
            replica.Stop();
            return true;
        }

        if (!replica.IsCut && replica.Stopping is not { IsCompleted: true })
        {
            return false;
        }

        if (replica.Stopping is { IsFaulted: true, Exception.InnerException: { } end and not LeadershipException })
        {
            _world.Fault($"{replica.Name} ended by a fault: {end}");
        }

        _replicas[slot] = null;
        replica.Dispose();
        After(_returns.Remove(replica, out var pause) ? pause : Restart, () => Start(slot));
        return true;
    }

    private void Start(int slot)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{(char)('a' + slot)}{++_lives}");
        _replicas[slot] = new Replica(name, _world, _oneWriter, _haveRates ? _schedule.Rate() : 1, _random, OnWrite);
    }

    private void After(TimeSpan wait, Action action) =>
        _timers.Add(_world.Time.CreateTimer(_ => action(), null, wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan));

    // Not in the midst of what it is doing.
    private static void Post(Replica replica, Action action) => replica.Context.Post(_ => action(), null);
}
