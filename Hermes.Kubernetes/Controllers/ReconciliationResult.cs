using k8s;
using k8s.Models;

namespace Hermes.Kubernetes.Controllers;

/// <summary>How a reconcile ended.</summary>
/// <typeparam name="TEntity">The kind.</typeparam>
public sealed record ReconciliationResult<TEntity>
    where TEntity : class, IKubernetesObject<V1ObjectMeta>
{
    private ReconciliationResult(TEntity entity, bool isSuccess, string? errorMessage, Exception? error, TimeSpan? requeueAfter) =>
        (Entity, IsSuccess, ErrorMessage, Error, RequeueAfter) = (entity, isSuccess, errorMessage, error, requeueAfter);

    /// <summary>The entity.</summary>
    public TEntity Entity { get; }

    /// <summary>Whether nothing is left to retry.</summary>
    public bool IsSuccess { get; }

    /// <summary>What failed; null on success.</summary>
    public string? ErrorMessage { get; }

    /// <summary>The exception behind a failure, where there is one.</summary>
    public Exception? Error { get; }

    /// <summary>When to reconcile again: after a success, null means at the next change; after a failure, null means by the backoff.</summary>
    public TimeSpan? RequeueAfter { get; }

    /// <summary>The reconcile did what there was to do.</summary>
    /// <param name="entity">The entity.</param>
    /// <param name="requeueAfter">When to look again without a change; null (default) for not before one.</param>
    public static ReconciliationResult<TEntity> Success(TEntity entity, TimeSpan? requeueAfter = null) =>
        new(entity, true, null, null, requeueAfter);

    /// <summary>The reconcile failed and is retried.</summary>
    /// <param name="entity">The entity.</param>
    /// <param name="errorMessage">What failed.</param>
    /// <param name="error">The exception, where there is one.</param>
    /// <param name="requeueAfter">When to retry; null (default) for the backoff's choice.</param>
    public static ReconciliationResult<TEntity> Failure(
        TEntity entity, string errorMessage, Exception? error = null, TimeSpan? requeueAfter = null) =>
        new(entity, false, errorMessage, error, requeueAfter);
}
