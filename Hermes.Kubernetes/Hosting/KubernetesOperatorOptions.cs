using System.Net;
using Hermes.Kubernetes.Configuration;
using Hermes.Kubernetes.LeaderElection;

namespace Hermes.Kubernetes.Hosting;

/// <summary>How an operator runs. Every value is checked before anything starts, and all faults are reported at once.</summary>
public sealed class KubernetesOperatorOptions
{
    /// <summary>
    /// The operator's name: its field manager and the reporter of its events. A label value: 1 to 63 letters, digits, <c>-</c>, <c>_</c>
    /// or <c>.</c>, letters or digits at both ends. Default: <c>kubernetes-operator</c>.
    /// </summary>
    public string Name { get; set; } = "kubernetes-operator";

    /// <summary>A kubeconfig file; null (default) for the pod's service account, else <c>KUBECONFIG</c>, else the home directory's.</summary>
    public string? Kubeconfig { get; set; }

    /// <summary>A context of the kubeconfig; null (default) for its current one.</summary>
    public string? Context { get; set; }

    /// <summary>The cluster, where a program knows it; null (default) to read it from <see cref="Kubeconfig"/> or the environment.</summary>
    public ClusterConfiguration? Cluster { get; set; }

    /// <summary>The namespaces to watch; empty (default) for all.</summary>
    public IList<string> Namespaces { get; } = [];

    /// <summary>Reconciles that one controller runs at a time, 1 to 1000. Default: 10.</summary>
    public int Workers { get; set; } = 10;

    /// <summary>When one reconcile is cancelled and counted as failed, more than zero. Default: 2 minutes.</summary>
    public TimeSpan ReconcileTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>When an entity is reconciled again without a change, spread by 10 %, from a second to 365 days. Default: 10 hours.</summary>
    public TimeSpan ResyncInterval { get; set; } = TimeSpan.FromHours(10);

    /// <summary>The delay after a key's first failure; it doubles with each further one. More than zero. Default: 5 ms.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(5);

    /// <summary>The longest delay between two tries of a failing key, at most 365 days. Default: 5 minutes.</summary>
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long a stopping operator lets running reconciles finish before it cancels them. The host's shutdown timeout is raised where it is
    /// shorter than the whole stop can take; a pod's grace period has to be as well. Default: 10 seconds.
    /// </summary>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How replicas agree on the one that reconciles. Default: no election, every replica does. With it the others stand by: their informers
    /// run, they are ready once these have synced, and they reconcile nothing. A leader that loses its lease sends nothing more and faults,
    /// which ends the host. What is written with a client that was not made from the container's
    /// <see cref="Transport.ApiConnection"/> is not held back.
    /// </summary>
    public LeaderElectionOptions LeaderElection { get; } = new();

    /// <summary>The port of <c>/livez</c> and <c>/readyz</c>; null for none, 0 for a free one. Default: 8081.</summary>
    public int? HealthPort { get; set; } = 8081;

    /// <summary>The address of the health port; null (default) for every interface, where the kubelet can reach it.</summary>
    public IPAddress? HealthAddress { get; set; }
}
