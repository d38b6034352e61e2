using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hermes.DevCluster;

/// <summary>What a server is started with.</summary>
public sealed record DevClusterOptions
{
    internal const int DefaultSimulatedPods = 5;

    /// <summary>The clock of every timestamp, timeout and delay. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>
    /// Where work behind the answers runs (garbage collection, namespace deletion, the simulator). Default: the thread pool.
    /// </summary>
    public TaskScheduler Scheduler { get; init; } = TaskScheduler.Default;

    /// <summary>The file that the kubeconfig is written to and left at. Default: null, a temporary file that disposal removes.</summary>
    public string? KubeconfigPath { get; init; }

    /// <summary>The port on 127.0.0.1. Default: 0, any that is free.</summary>
    public int Port { get; init; }

    /// <summary>Whether KEDA's kinds are registered at start. Default: true.</summary>
    public bool Keda { get; init; } = true;

    /// <summary>Whether the simulator answers for Deployments, Services, Ingresses, HPAs and KEDA. Default: true.</summary>
    public bool Simulator { get; init; } = true;

    /// <summary>
    /// Whether objects go with their owners, and the contents of a deleted namespace with it, as kube-controller-manager has it.
    /// Default: true.
    /// </summary>
    public bool Controllers { get; init; } = true;

    /// <summary>
    /// How many pods the simulator makes of a ReplicaSet at most; counts in status go beyond. Default: 5; 0 for none.
    /// </summary>
    public int SimulatedPods { get; init; } = DefaultSimulatedPods;

    /// <summary>
    /// Whether stored Roles and bindings decide what callers may do. Default: false, everybody but the anonymous may do everything.
    /// The kubeconfig's user is in <c>system:masters</c> and may do everything either way.
    /// </summary>
    public bool Rbac { get; init; }

    /// <summary>Makes uids and generated names repeat from run to run. Default: null, they never do.</summary>
    public int? Seed { get; init; }

    /// <summary>Told of the server's own faults. Default: nobody.</summary>
    public ILoggerFactory LoggerFactory { get; init; } = NullLoggerFactory.Instance;

    /// <summary>How many past changes watches can start from, at least. Older ones are compacted away. Default: 10,000; at least 1.</summary>
    public int History { get; init; } = 10_000;

    /// <summary>How many changes a watch may lag behind before it is closed. Default: 10,000; at least 1.</summary>
    public int WatchBacklog { get; init; } = 10_000;

    /// <summary>How many requests <see cref="DevClusterServer.Trace"/> holds; the oldest fall out. Default: 50,000; at least 1.</summary>
    public int TraceCapacity { get; init; } = 50_000;
}
