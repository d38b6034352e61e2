using System.Diagnostics;
using k8s;
using k8s.Models;

namespace Hermes.Kubernetes.Controllers;

/// <summary>Brings the world in step with one entity.</summary>
/// <typeparam name="TEntity">The kind that the controller is for.</typeparam>
/// <remarks>
/// Level-based: a reconcile compares what is wished with what is observed and never asks which change woke it. One reconcile runs per key
/// at a time. A failure is retried for ever with a capped, jittered backoff; only <see cref="TerminalException"/> waits for the next change.
/// </remarks>
public interface IEntityController<TEntity>
    where TEntity : class, IKubernetesObject<V1ObjectMeta>
{
    /// <summary>
    /// What the next reconcile of an entity is part of, asked right before it: the parent of its span. Default: nothing, so that each reconcile
    /// is a trace of its own. A failure is logged and counts as the default.
    /// </summary>
    /// <param name="entity">As the cache holds it: read-only.</param>
    ActivityContext TraceOf(TEntity entity) => default;

    /// <summary>Reconciles one entity.</summary>
    /// <param name="entity">As the cache holds it: read-only.</param>
    /// <param name="cancellationToken">Ends the reconcile: shutdown, lost leadership or the per-reconcile timeout.</param>
    Task<ReconciliationResult<TEntity>> ReconcileAsync(TEntity entity, CancellationToken cancellationToken);

    /// <summary>
    /// Told once an entity is gone, and again until it succeeds. Not told of what went while the controller did not run: what must not be
    /// missed needs a finalizer. A failure does not hold up the reconciles of an entity that has been made anew under the name. Owned
    /// objects need no care here: the API server collects them.
    /// </summary>
    /// <param name="entity">As last seen.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<ReconciliationResult<TEntity>> DeletedAsync(TEntity entity, CancellationToken cancellationToken) =>
        Task.FromResult(ReconciliationResult<TEntity>.Success(entity));
}
