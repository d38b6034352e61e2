using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;
using Hermes.Campaigns.Oracles;
using Hermes.DevCluster;
using Hermes.DevCluster.Authorization;
using Hermes.DevCluster.Hosting;
using Hermes.Kubernetes.Client;
using Hermes.Kubernetes.Configuration;
using Hermes.Kubernetes.Transport;
using Hermes.Operator.Entities;
using Hermes.Operator.Installation;

namespace Hermes.Campaigns.Worlds;

/// <summary>
/// A cluster and an operator in one thread and in virtual time. Nothing waits: the clock goes to the next timer only once nothing else is
/// left to do. Two worlds of one seed to which the same is done are the same, request by request.
/// </summary>
/// <remarks>Belongs to the thread that made it.</remarks>
internal sealed class VirtualWorld : IDisposable
{
    /// <summary>The namespace that the world is about.</summary>
    public const string Namespace = "shop";

    // Longer than anything that the operator, KEDA or a watch waits for before it goes on.
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(150);
    private static readonly TimeSpan QuietLimit = TimeSpan.FromHours(2);

    // Many rounds of the longest wait between two tries of a list.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(30);

    private readonly Pump _pump = new();
    private readonly VirtualTime _time = new();
    private readonly Random _random;
    private readonly DevClusterCore _cluster;
    private readonly History _history;
    private readonly OperatorLog _log = new();
    private readonly List<string> _faults = [];
    private readonly ApiConnection _connection;

    [SuppressMessage("Usage", "CA2213", Justification = "It is disposed of as it is buried.")]
    private OperatorProcess? _operator;

    /// <summary>Makes a world with a cluster that knows HermesApps, and no operator.</summary>
    /// <param name="seed">Decides all that is left to chance.</param>
    /// <param name="oracles">Shown every change.</param>
    public VirtualWorld(int seed, IReadOnlyList<IOracle> oracles)
    {
        _random = new Random(seed);
        _cluster = new DevClusterCore(
            new DevClusterOptions { TimeProvider = _time, Scheduler = _pump.Scheduler, Seed = seed }, () => Address.Server.Authority);
        _history = new History(_cluster, _time, oracles);
#pragma warning disable CA2000 // The connection disposes of it.
        var front = new InMemoryHandler(
            _cluster.Server, UserInfo.Admin, new FrontSchedulers { Writing = _pump.Scheduler, Reading = _pump.Pipes }, CancellationToken.None);
#pragma warning restore CA2000
        _connection = new ApiConnection(Address, timeProvider: _time, primaryHandler: front);
        User = new ResourceClient(_connection, Catalog);
        Do(async () =>
        {
            await new DefinitionInstaller(User, Catalog).InstallAsync(CancellationToken.None);
            _cluster.Objects.Create(
                _cluster.Kinds.Current.Preferred("", "namespaces")!,
                new JsonObject { ["metadata"] = new JsonObject { ["name"] = Namespace } },
                "user");
        });
    }

    /// <summary>Where the cluster is said to be.</summary>
    public static ClusterConfiguration Address { get; } = new() { Server = new Uri("https://world.test") };

    /// <summary>The contracts of all kinds, which say nothing of any world and take longer to make than one.</summary>
    public static ResourceCatalog Catalog { get; } = new([HermesJsonContext.Default]);

    /// <summary>Somebody who may do everything.</summary>
    public IKubernetesClient User { get; }

    public DevClusterCore Cluster => _cluster;

    /// <summary>What befalls the operator's writes.</summary>
    public WritePlan Writes { get; } = new();

    /// <summary>Every change that was committed.</summary>
    public History History => _history;

    /// <summary>The clock.</summary>
    public VirtualTime Time => _time;

    /// <summary>The thread.</summary>
    public Pump Pump => _pump;

    /// <summary>What is left to chance.</summary>
    public Random Random => _random;

    /// <summary>Told whenever there is nothing more to do at a moment, before time goes on.</summary>
    public Action? Settled { get; set; }

    /// <summary>How much virtual time has passed.</summary>
    public TimeSpan Elapsed => _time.Elapsed;

    /// <summary>What is wrong, so far.</summary>
    public IReadOnlyList<string> Faults => [.. _faults, .. _history.Faults, .. _log.Errors];

    /// <summary>The same for two worlds that are the same.</summary>
    public string Digest() => _cluster.Trace.Digest();

    /// <summary>Does something in the world, without letting time pass.</summary>
    public void Do(Func<Task> work)
    {
        var task = work();
        _pump.DrainUntil(() => task.IsCompleted, "what was to be done does not end without time passing");
        task.GetAwaiter().GetResult();
    }

    /// <summary>Starts an operator, and lets it read what is there, however often it has to try.</summary>
    public void StartOperator()
    {
        _pump.Drain();
        var process = OperatorProcess.Start(_cluster, _pump, _time, _random, _history, Writes, _log);
        _operator = process;
        if (!RunUntil(() => IsStarted(process), () => process.Wire.HasFailed && !process.IsTurningToWork, "the operator does not start"))
        {
            Fault($"the operator does not start within {Limit:c}");
        }
    }

    /// <summary>Ends the operator as a crash does, and starts another.</summary>
    public void RestartOperator()
    {
        if (_operator is { } process)
        {
            Bury(process);
        }

        StartOperator();
    }

    /// <summary>
    /// Lets everything happen until nothing has changed for longer than anybody waits. An operator that is gone by then is started anew as
    /// soon as the rest of the world has come to rest.
    /// </summary>
    public void RunUntilQuiet()
    {
        var (began, since, seen) = (_time.Elapsed, _time.Elapsed, 0L);
        do
        {
            TakeTurn();
            if (_history.Changed != seen)
            {
                (seen, since) = (_history.Changed, _time.Elapsed);
            }

            if (_time.Elapsed - began > QuietLimit)
            {
                Fault($"it does not come to rest within {QuietLimit:c}");
                return;
            }
        }
        while (_time.TryFireNext(since + Quiet));

        if (_operator is { IsAtRest: false } || !_cluster.WhenIdle().IsCompleted)
        {
            Fault("nothing is left to do, and yet the operator or the cluster is not at rest");
        }
    }

    /// <summary>Lets a time pass, and all happen that happens in it.</summary>
    public void RunFor(TimeSpan span)
    {
        var end = _time.Elapsed + span;
        do
        {
            TakeTurn();
        }
        while (_time.TryFireNext(end));
    }

    private static bool IsStarted(OperatorProcess process) => process.IsAtRest || process.HasEnded || process.Wire.IsCut;

    private void TakeTurn()
    {
        var strays = _pump.Strays;
        _pump.Drain();
        if (_pump.Strays != strays)
        {
            Fault(string.Create(CultureInfo.InvariantCulture, $"{_pump.Strays - strays} continuations left the world's thread"));
        }

        if (_operator is { } process && (process.Wire.IsCut || process.HasEnded))
        {
            if (!process.Wire.IsCut)
            {
                Fault("the operator ended by itself");
            }

            RestartOperator();
        }

        Settled?.Invoke();
    }

    public void Dispose()
    {
        if (_operator is { } process)
        {
            Bury(process);
        }

        _history.Dispose();
        _log.Dispose();
        _connection.Dispose();
        _cluster.Dispose();
        _pump.Drain();
        _pump.Dispose();
    }

    private void Bury(OperatorProcess process)
    {
        _operator = null;
        var end = process.DisposeAsync().AsTask();
        if (!RunUntil(() => end.IsCompleted, () => process.Wire.HasFailed, "the operator does not end"))
        {
            Fault($"the operator does not end within {Limit:c}");
            return;
        }

        end.GetAwaiter().GetResult();
    }

    /// <summary>
    /// Lets all happen until a condition holds. Time passes only where it is waited for: else it would run away while a continuation is on its
    /// way through the thread pool, which is allowed at the start and the end of an operator.
    /// </summary>
    /// <returns>Whether it holds in the end.</returns>
    private bool RunUntil(Func<bool> holds, Func<bool> needsTime, string what)
    {
        var limit = _time.Elapsed + Limit;
        while (true)
        {
            _pump.DrainUntil(() => holds() || needsTime(), what);
            if (holds())
            {
                return true;
            }

            if (!_time.TryFireNext(limit))
            {
                return false;
            }
        }
    }

    /// <summary>Notes what is wrong, once.</summary>
    public void Fault(string fault)
    {
        if (!_faults.Contains(fault))
        {
            _faults.Add(fault);
        }
    }
}
