using System.Diagnostics;
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
    /// <summary>
    /// Tells of the former holders of a name and then reconciles what the store holds under it now, each within the timeout: whoever has
    /// the name must not wait for a deletion that cannot be dealt with.
    /// </summary>
    /// <param name="key">The key, held by the caller alone.</param>
    /// <param name="aborting">Cancels the reconcile because the operator stops.</param>
    /// <returns>The worse outcome of the two.</returns>
    public async Task<ReconcileOutcome> ReconcileAsync(NamespacedName key, CancellationToken aborting)
    {
        var owed = deleted.Get(key);
        var past = owed.Count == 0 ? Nothing : await AttemptAsync(token => TellDeletedAsync(key, owed, token), aborting);
        if (past.Result == ReconcileResult.Cancelled)
        {
            return past;
        }

        var present = await AttemptAsync(token => ReconcilePresentAsync(key, token), aborting);
        return Worse(past, present);
    }

    /// <summary>What the reconcile of a key is part of; default where it is a trace of its own.</summary>
    public ActivityContext TraceOf(NamespacedName key)
    {
        try
        {
            return entities.Get(key.Name, key.Namespace) is { } entity ? controller.TraceOf(entity) : default;
        }
#pragma warning disable CA1031 // Telemetry must not keep an entity from being reconciled.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            logger.TraceUnknown(exception, name, key);
            return default;
        }
    }

    private static ReconcileOutcome Nothing => new(ReconcileResult.Success, IsGone: true);

    private async Task<ReconcileOutcome> AttemptAsync(Func<CancellationToken, Task<ReconcileOutcome>> attempt, CancellationToken aborting)
    {
        using var deadline = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, aborting);
        try
        {
            return await attempt(either.Token);
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

    // What is to be retried outweighs what waits for a change: the deletion is owed its next try even where the entity is hopeless.
    private static ReconcileOutcome Worse(ReconcileOutcome past, ReconcileOutcome present) =>
        past.Result == ReconcileResult.Success ? present
        : present.Result is ReconcileResult.Success or ReconcileResult.Terminal ? past
        : present with { Error = $"{present.Error}; before that: {past.Error}" };

    private async Task<ReconcileOutcome> ReconcilePresentAsync(NamespacedName key, CancellationToken cancellationToken) =>
        entities.Get(key.Name, key.Namespace) is { } entity ? OutcomeOf(await controller.ReconcileAsync(entity, cancellationToken)) : Nothing;

    private async Task<ReconcileOutcome> TellDeletedAsync(NamespacedName key, IReadOnlyList<TEntity> owed, CancellationToken cancellationToken)
    {
        var failure = Nothing;
        foreach (var lastSeen in owed)
        {
            var outcome = await TellDeletedAsync(key, lastSeen, cancellationToken);
            if (outcome.Result == ReconcileResult.Success)
            {
                deleted.Remove(key, lastSeen);
            }
            else
            {
                failure = outcome;
            }
        }

        return failure;
    }

    private async Task<ReconcileOutcome> TellDeletedAsync(NamespacedName key, TEntity lastSeen, CancellationToken cancellationToken)
    {
        try
        {
            return OutcomeOf(await controller.DeletedAsync(lastSeen, cancellationToken));
        }
        catch (TerminalException exception)
        {
            // What is gone has no next change to wait for.
            logger.DeletionGivenUp(exception, name, key);
            return new(ReconcileResult.Success);
        }
    }
}
