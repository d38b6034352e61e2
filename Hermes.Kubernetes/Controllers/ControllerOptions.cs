using Hermes.Kubernetes.Queue;

namespace Hermes.Kubernetes.Controllers;

/// <summary>How one controller runs.</summary>
internal sealed record ControllerOptions
{
    /// <summary>Its name in logs, metrics and probes.</summary>
    public required string Name { get; init; }

    /// <summary>Reconciles that run at a time.</summary>
    public int Workers { get; init; } = 10;

    /// <summary>When one reconcile is cancelled and counted as failed.</summary>
    public TimeSpan ReconcileTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>When an entity is reconciled again without a change, before jitter.</summary>
    public TimeSpan ResyncInterval { get; init; } = TimeSpan.FromHours(10);

    /// <summary>The delays of a failing key.</summary>
    public Backoff Backoff { get; init; } = new(TimeSpan.FromMilliseconds(5), TimeSpan.FromMinutes(5));

    /// <summary>
    /// How often one entity is reconciled at once, whatever wakes it: where somebody undoes what a reconcile does, each wakes the other.
    /// Default: 50, several times what an app goes through while it comes up.
    /// </summary>
    public int Burst { get; init; } = 50;

    /// <summary>How long it takes, once <see cref="Burst"/> is used up, until the entity is reconciled once more. Default: 1 second.</summary>
    public TimeSpan BurstInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Spreads delays.</summary>
    public Random Random { get; init; } = Random.Shared;
}
