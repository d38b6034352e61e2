using System.Text.Json.Nodes;
using Hermes.DevCluster.Authorization;
using Hermes.DevCluster.Collection;
using Hermes.DevCluster.Discovery;
using Hermes.DevCluster.Faults;
using Hermes.DevCluster.Keda;
using Hermes.DevCluster.Kinds;
using Hermes.DevCluster.Requests;
using Hermes.DevCluster.Simulation;
using Hermes.DevCluster.Storage;
using Hermes.DevCluster.Tracing;
using Hermes.DevCluster.Watching;
using Microsoft.Extensions.Logging;

namespace Hermes.DevCluster.Hosting;

/// <summary>The whole server but its sockets, put together.</summary>
internal sealed class DevClusterCore : IDisposable
{
    private const string Manager = "kube-apiserver";

    private readonly ChangeFeed _feed;
    private readonly List<IDisposable> _parts = [];

    /// <summary>Puts a server together, with what is there from the start.</summary>
    /// <param name="options">The options.</param>
    /// <param name="address">Where the server listens, for the document that says so.</param>
    public DevClusterCore(DevClusterOptions options, Func<string> address)
    {
        var clock = options.TimeProvider;
        var logger = options.LoggerFactory.CreateLogger<DevClusterServer>();
        _feed = new ChangeFeed(options.Scheduler, logger);
        Store = new ObjectStore(options.History, _feed);
        Kinds = new KindRegistry([.. BuiltInKinds.All, .. ReviewKinds.Rows.Where(row => !BuiltInKinds.All.Any(other => IsSame(row, other)))]);
        var writer = new ObjectWriter(Store, clock, new Identifiers(options.Seed));
        var objects = new ObjectAccess(Store, writer, Kinds, _feed);
        Objects = objects;
        var namespaces = new NamespaceLifecycle(Store, Kinds, clock);
        var definitions = new DefinitionLifecycle(Store, Kinds, clock);
        writer.Hooks = [namespaces, definitions];

        Trace = new RequestTrace(options.TraceCapacity);
        Watches = new WatchHub();
        var rbac = options.Rbac ? new RbacAuthorizer(Store) : null;
        var authorizer = new Authorizer(rbac);
        var reading = new Reading(Store, clock);
        var counters = new RequestCounters();
        Server = new ApiServer
        {
            Authenticator = Authenticator,
            Authorizer = authorizer,
            Trace = Trace,
            Counters = counters,
            Faults = Faults,
            Store = Store,
            Kinds = Kinds,
            Watches = Watches,
            WatchBacklog = Math.Max(1, options.WatchBacklog),
            Clock = clock,
            Logger = logger,
            Paths = new PathRequests(Kinds, counters, address),
            Reading = reading,
            Writing = new Writing(Store, writer, reading),
            Patching = new Patching(writer, reading, clock),
            Scaling = new Scaling(Store, writer),
            Reviews = new Reviews(Authenticator, authorizer, rbac, clock),
        };

        _parts.Add(definitions.Start(objects));
        if (options.Controllers)
        {
            _parts.Add(namespaces.Start(objects));
            _parts.Add(new GarbageCollector(Store, objects, Kinds).Start());
        }

        Bootstrap(options);
        if (options.Simulator)
        {
            Simulator = new Simulator(objects, clock, options.SimulatedPods);
            _parts.Add(Simulator);
            writer.Hooks = [.. writer.Hooks, Simulator.Admission];
        }
    }

    /// <summary>The API server.</summary>
    public ApiServer Server { get; }

    /// <summary>The objects, for callers inside the process.</summary>
    public IObjectAccess Objects { get; }

    /// <summary>The stored objects.</summary>
    public ObjectStore Store { get; }

    /// <summary>The kinds that are served.</summary>
    public KindRegistry Kinds { get; }

    /// <summary>Every request.</summary>
    public RequestTrace Trace { get; }

    /// <summary>What is to go wrong.</summary>
    public FaultPlan Faults { get; } = new();

    /// <summary>Who callers are.</summary>
    public Authenticator Authenticator { get; } = new();

    /// <summary>The watches.</summary>
    public WatchHub Watches { get; }

    /// <summary>Who answers for a cluster's controllers; null where nobody does.</summary>
    public Simulator? Simulator { get; }

    /// <summary>Completes once everything behind the answers (collection, simulation) has come to rest.</summary>
    public Task WhenIdle() => _feed.WhenIdle();

    /// <inheritdoc/>
    public void Dispose()
    {
        _feed.Stop();
        foreach (var part in Enumerable.Reverse(_parts))
        {
            part.Dispose();
        }

        Watches.Dispose();
    }

    private static bool IsSame(KindRow row, KindRow other) =>
        row.Group == other.Group && row.Version == other.Version && row.Plural == other.Plural;

    private void Bootstrap(DevClusterOptions options)
    {
        var namespaces = Kinds.Current.Preferred("", "namespaces")!;
        foreach (var name in (string[])["default", "kube-system", "kube-public", "kube-node-lease"])
        {
            Objects.Create(namespaces, new JsonObject { ["metadata"] = new JsonObject { ["name"] = name } }, Manager);
        }

        if (options.Keda)
        {
            var definitions = Kinds.Current.Preferred("apiextensions.k8s.io", "customresourcedefinitions")!;
            foreach (var definition in KedaDefinitions.All)
            {
                Objects.Create(definitions, definition, Manager);
            }
        }
    }
}
