using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Hermes.Kubernetes.Applying;
using Hermes.Kubernetes.Events;
using Hermes.Operator.Autoscaling;
using Hermes.Operator.Entities;
using Hermes.Operator.Status;
using k8s;
using k8s.Models;

namespace Hermes.Operator.Controllers;

/// <summary>The steps of one reconcile of one app: what is asked of the server for each child, and what came of it.</summary>
internal sealed class ChildSteps(HermesApp app, IEventPublisher events, CancellationToken cancellationToken)
{
    private readonly ConcurrentDictionary<(string Kind, string Name), ChildOutcome> _outcomes = new();
    private readonly ConcurrentQueue<(string Reason, string Child)> _changes = new();

    /// <summary>What became of each child, in a fixed order.</summary>
    public IReadOnlyList<ChildOutcome> Outcomes => InOrder(_outcomes.Values);

    public static IReadOnlyList<ChildOutcome> InOrder(IEnumerable<ChildOutcome> outcomes) =>
    [
        .. outcomes
            .OrderBy(outcome => outcome.Part)
            .ThenBy(outcome => outcome.Kind, StringComparer.Ordinal)
            .ThenBy(outcome => outcome.Name, StringComparer.Ordinal),
    ];

    /// <summary>Tells of a child. The first word stands: what failed is not called kept by a later step.</summary>
    public void Tell(AppPart part, IKubernetesObject<V1ObjectMeta> child, string state, string message) =>
        _outcomes.TryAdd((child.Kind, child.Metadata.Name), new(part, child.Kind, child.Metadata.Name, state, message));

    /// <summary>
    /// Publishes what was created, updated and deleted, in one event for each of the three: one for every child would be as many requests
    /// again as the children themselves.
    /// </summary>
    public void PublishChanges()
    {
        foreach (var changes in _changes.GroupBy(change => change.Reason, change => change.Child, StringComparer.Ordinal))
        {
            events.Publish(app, EventType.Normal, changes.Key, $"{changes.Key} {string.Join(", ", changes.Distinct().Order(StringComparer.Ordinal))}");
        }
    }

    public async Task<ChildOutcome?> StepAsync<TEntity>(
        ObjectStep step, OwnedObjectApplier<TEntity> kind, AppPart part, TEntity? live, TEntity? desired)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        switch (step)
        {
            case ObjectStep.Apply when desired is not null:
                return await ApplyAsync(kind, part, desired);
            case ObjectStep.Delete:
                await DeleteAsync(kind, part, live);
                break;
            default:
                TellKept(part, live, desired);
                break;
        }

        return (desired ?? live) is { } child ? _outcomes.GetValueOrDefault((child.Kind, child.Metadata.Name)) : null;
    }

    /// <param name="kind">The kind.</param>
    /// <param name="part">What the child is a part of.</param>
    /// <param name="desired">The child.</param>
    /// <param name="creation">What to apply in its place where it is absent; null for the same.</param>
    /// <param name="beforeUpdate">Called before the child is changed; null for nothing.</param>
    public async Task<ChildOutcome> ApplyAsync<TEntity>(
        OwnedObjectApplier<TEntity> kind, AppPart part, TEntity desired, TEntity? creation = null, Func<TEntity, Task>? beforeUpdate = null)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        var outcome = await kind.ApplyAsync(desired, creation, app, cancellationToken, beforeUpdate);
        var state = outcome.Result switch
        {
            ApplyResult.Conflict => ChildState.Conflict,
            ApplyResult.Waiting => ChildState.Waiting,
            ApplyResult.Failed => ChildState.Failed,
            _ => ChildState.Applied,
        };
        Tell(part, desired, state, outcome.Message);
        if (outcome.Result is ApplyResult.Created or ApplyResult.Updated)
        {
            _changes.Enqueue((outcome.Result.ToString(), $"{desired.Kind} {desired.Metadata.Name}"));
        }

        return _outcomes[(desired.Kind, desired.Metadata.Name)];
    }

    /// <returns>Whether the server keeps nothing: the child is gone, on its way out, or was not there.</returns>
    public async Task<bool> DeleteAsync<TEntity>(OwnedObjectApplier<TEntity> kind, AppPart part, TEntity? live)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        if (live is null)
        {
            return true;
        }

        var outcome = await kind.DeleteAsync(live, app, cancellationToken);
        if (outcome.Error is { } error)
        {
            Tell(part, live, ChildState.Failed, $"cannot be deleted: {error.Message}");
            return false;
        }

        if (outcome.IsDeleted)
        {
            _changes.Enqueue(("Deleted", $"{live.Kind} {live.Metadata.Name}"));
        }

        return true;
    }

    /// <summary>Changes what stands by a patch; a refusal begins with <paramref name="refused"/>.</summary>
    public async Task PatchAsync<TEntity>(OwnedObjectApplier<TEntity> kind, AppPart part, TEntity live, JsonObject patch, string refused)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        var outcome = await kind.PatchAsync(live, patch, app, cancellationToken);
        if (outcome.Result == ApplyResult.Failed)
        {
            Tell(part, live, ChildState.Failed, $"{refused}: {outcome.Message}");
        }
    }

    private void TellKept<TEntity>(AppPart part, TEntity? live, TEntity? desired)
        where TEntity : class, IKubernetesObject<V1ObjectMeta>
    {
        if (live is not null)
        {
            Tell(part, live, ChildState.Applied, "kept as it is for now");
        }
        else if (desired is not null)
        {
            Tell(part, desired, ChildState.Waiting, "waits for its turn");
        }
    }
}
