using Hermes.Kubernetes.Caching;
using Hermes.Kubernetes.Entities;
using k8s;
using k8s.Models;
using Microsoft.Extensions.Logging;

namespace Hermes.Kubernetes.Controllers;

/// <summary>One reconcile of one key, whatever comes of it turned into an outcome.</summary>
internal sealed class Reconciler<TEntity>(
    string name,
    IEntityController<TEntity> controller,
    IResourceStore<TEntity> entities,
    DeletedEntities<TEntity> deleted,
    TimeSpan timeout,
    TimeProvider time,
    ILogger logger)
    where TEntity : class, IKubernetesObject<V1ObjectMeta>
{
    /// <summary>Reconciles what the store holds under a key now, former holders of the name first.</summary>
    /// <param name="key">The key, held by the caller alone.</param>
    /// <param name="aborting">Cancels the reconcile because the operator stops.</param>
    public async Task<ReconcileOutcome> ReconcileAsync(NamespacedName key, CancellationToken aborting)
    {
        using var deadline = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, aborting);
        try
        {
            return await CallAsync(key, either.Token);
        }
        catch (TerminalException exception)
        {
            return new(ReconcileResult.Terminal, exception.Message, exception.InnerException);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !aborting.IsCancellationRequested)
        {
            return new(ReconcileResult.Timeout, $"not done within {timeout:c}");
        }
#pragma warning disable CA1031 // Whatever a reconcile throws is its failure: counted, logged and retried.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return aborting.IsCancellationRequested
                ? new(ReconcileResult.Cancelled)
                : new(ReconcileResult.Failure, exception.Message, exception);
        }
    }

    private static ReconcileOutcome OutcomeOf(ReconciliationResult<TEntity> result) => result.IsSuccess
        ? new(ReconcileResult.Success, RequeueAfter: result.RequeueAfter)
        : new(ReconcileResult.Failure, result.ErrorMessage, result.Error, result.RequeueAfter);

    private async Task<ReconcileOutcome> CallAsync(NamespacedName key, CancellationToken cancellationToken)
    {
        while (deleted.TryPeek(key) is { } lastSeen)
        {
            if (await TellDeletedAsync(key, lastSeen, cancellationToken) is { Result: not ReconcileResult.Success } failure)
            {
                return failure;
            }

            deleted.Remove(key);
        }

        return entities.Get(key.Name, key.Namespace) is { } entity
            ? OutcomeOf(await controller.ReconcileAsync(entity, cancellationToken))
            : new(ReconcileResult.Success, IsGone: true);
    }

    private async Task<ReconcileOutcome> TellDeletedAsync(NamespacedName key, TEntity lastSeen, CancellationToken cancellationToken)
    {
        try
        {
            return OutcomeOf(await controller.DeletedAsync(lastSeen, cancellationToken));
        }
        catch (TerminalException exception)
        {
            // What is gone has no next change to wait for, and whoever has the name now must not wait for it.
            logger.DeletionGivenUp(exception, name, key);
            return new(ReconcileResult.Success);
        }
    }
}
