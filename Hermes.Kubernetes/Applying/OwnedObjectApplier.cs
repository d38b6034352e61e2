using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Hermes.Kubernetes.Client;
using k8s;
using k8s.Models;
using KubernetesException = Hermes.Kubernetes.Client.KubernetesException;

namespace Hermes.Kubernetes.Applying;

/// <summary>Applies and deletes the objects of one kind that an owner controls, and never touches another's.</summary>
/// <typeparam name="TEntity">The kind.</typeparam>
/// <remarks>
/// Guarantees: an object that is not known is applied under a condition that only creation meets; a known one under its UID, and only then
/// by force. An object as desired costs no request. A difference that the server keeps after an apply is counted and not applied again
/// until one of the two sides changes. Errors: what the server refuses is an outcome; what a retry may mend (429, 503, 504, 401, a lost
/// connection) throws.
/// </remarks>
public sealed class OwnedObjectApplier<TEntity>
    where TEntity : class, IKubernetesObject<V1ObjectMeta>
{
    private const int Attempts = 3;

    private readonly IKubernetesClient _client;
    private readonly JsonTypeInfo<TEntity> _contract;
    private readonly ApplyingOptions _options;
    private readonly TimeProvider _time;
    private readonly ApplyOptions _create;
    private readonly ApplyOptions _force;
    private readonly BoundedMemory<string, Verdict> _verdicts;
    private readonly BoundedMemory<(string? Namespace, string Name), KnownConflict> _conflicts;

    /// <summary>Makes an applier.</summary>
    /// <param name="client">The client.</param>
    /// <param name="known">The objects as known.</param>
    /// <param name="contract">How the kind is written as JSON.</param>
    /// <param name="options">Names and limits.</param>
    /// <param name="time">The clock.</param>
    public OwnedObjectApplier(
        IKubernetesClient client, KnownObjects<TEntity> known, JsonTypeInfo<TEntity> contract, ApplyingOptions options, TimeProvider time)
    {
        (_client, Known, _contract, _options, _time) = (client, known, contract, options, time);
        _create = new(options.FieldManager);
        _force = new(options.FieldManager, Force: true);
        _verdicts = new(options.MemoryCapacity);
        _conflicts = new(options.MemoryCapacity);
    }

    /// <summary>The objects as known: the informer's, and our own writes.</summary>
    public KnownObjects<TEntity> Known { get; }

    /// <summary>Applies an object where it is absent or differs.</summary>
    /// <param name="desired">Only the fields to own, the controller owner reference among them.</param>
    /// <param name="creation">What to apply in its place where the object is absent: the same, and fields that are only ours to start with; null for none.</param>
    /// <param name="owner">The owner, with its UID.</param>
    /// <param name="cancellationToken">Ends the calls.</param>
    /// <param name="beforeUpdate">Called with the object as known before it is applied where it differs; null (default) for nothing.</param>
    public async Task<ApplyOutcome<TEntity>> ApplyAsync(
        TEntity desired,
        TEntity? creation,
        IKubernetesObject<V1ObjectMeta> owner,
        CancellationToken cancellationToken,
        Func<TEntity, Task>? beforeUpdate = null)
    {
        var (name, @namespace) = (desired.Metadata.Name, desired.Metadata.NamespaceProperty);
        var wanted = DesiredDocument.From(desired, _contract);
        var live = Known.Get(name, @namespace);
        try
        {
            if (live is null && _conflicts.TryGet((@namespace, name), out var conflict))
            {
                // Asked by reading: what another owns gets no write from us, refused or not.
                live = _time.GetElapsedTime(conflict.At) < _options.ConflictRecheck
                    ? conflict.Object
                    : await ReadAsync(name, @namespace, owner, cancellationToken);
            }

            for (var attempt = 0; attempt < Attempts; attempt++)
            {
                if (live is not null)
                {
                    if (Judge(live, owner) is { } refusal)
                    {
                        return refusal;
                    }

                    if (!Differs(live, wanted, out var remark))
                    {
                        return new(ApplyResult.Unchanged, live, remark);
                    }
                }

                try
                {
                    if (live is not null && beforeUpdate is not null)
                    {
                        await beforeUpdate(live);
                    }

                    var answer = live is null
                        ? await CreateAsync(creation ?? desired, wanted.Hash, cancellationToken)
                        : await UpdateAsync(desired, wanted.Hash, live, cancellationToken);
                    Known.Answered(answer);
                    _conflicts.Forget((@namespace, name));
                    Settle(answer, wanted);
                    return new(live is null ? ApplyResult.Created : ApplyResult.Updated, answer);
                }
                catch (KubernetesException exception) when (IsAnotherObject(exception))
                {
                    live = await ReadAsync(name, @namespace, owner, cancellationToken);
                }
            }

            return new(ApplyResult.Waiting, live, "the object changes faster than it can be applied");
        }
        catch (KubernetesException exception) when (IsNamespaceTerminating(exception))
        {
            return new(ApplyResult.Waiting, live, $"namespace {@namespace} is being deleted", exception);
        }
        catch (KubernetesException exception) when (IsRefusal(exception))
        {
            return new(ApplyResult.Failed, live, exception.Message, exception);
        }
    }

    /// <summary>The object of that name as known, where the owner controls it; else null.</summary>
    /// <param name="name">The object's name, in the owner's namespace.</param>
    /// <param name="owner">The owner, with its UID.</param>
    public TEntity? Owned(string name, IKubernetesObject<V1ObjectMeta> owner) =>
        Known.Get(name, owner.Metadata.NamespaceProperty) is { } live && live.IsControlledBy(owner.Metadata.Uid) ? live : null;

    /// <summary>Deletes an object of the owner's, by its UID; once is enough.</summary>
    /// <param name="live">The object as known.</param>
    /// <param name="owner">The owner, with its UID.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Whether a deletion was sent and found its object; false where it is another's, on its way out, or gone.</returns>
    public async Task<bool> DeleteAsync(TEntity live, IKubernetesObject<V1ObjectMeta> owner, CancellationToken cancellationToken)
    {
        if (!live.IsControlledBy(owner.Metadata.Uid) || Known.IsBeingDeleted(live))
        {
            return false;
        }

        var isDeleted = false;
        try
        {
            isDeleted = await _client.DeleteAsync<TEntity>(
                live.Metadata.Name, live.Metadata.NamespaceProperty, new Preconditions(Uid: live.Metadata.Uid), cancellationToken);
        }
        catch (KubernetesException exception) when (exception.StatusCode == HttpStatusCode.Conflict)
        {
            // Another object bears the name by now: the one meant is gone.
        }

        Known.Deleted(live);
        return isDeleted;
    }

    private async Task<TEntity?> ReadAsync(
        string name, string? @namespace, IKubernetesObject<V1ObjectMeta> owner, CancellationToken cancellationToken)
    {
        var live = await _client.GetAsync<TEntity>(name, @namespace, cancellationToken);
        if (live is not null && Judge(live, owner) is { Result: ApplyResult.Conflict })
        {
            _conflicts.Set((@namespace, name), new(live, _time.GetTimestamp()));
            return live;
        }

        _conflicts.Forget((@namespace, name));
        if (live is not null && live.IsControlledBy(owner.Metadata.Uid))
        {
            Known.Answered(live);
        }

        return live;
    }

    /// <summary>Null where the object may be applied.</summary>
    private ApplyOutcome<TEntity>? Judge(TEntity live, IKubernetesObject<V1ObjectMeta> owner)
    {
        if (live.IsControlledBy(owner.Metadata.Uid))
        {
            return Known.IsBeingDeleted(live) ? new(ApplyResult.Waiting, live, "the object is being deleted; it is made anew once it is gone") : null;
        }

        if (live.IsLeftByFormer(owner))
        {
            return new(ApplyResult.Waiting, null, $"waiting for the object of the former {owner.Kind} {owner.Metadata.Name} to be collected");
        }

        return live.IsOfferedTo(owner, _options.AdoptAnnotation)
            ? null
            : new(ApplyResult.Conflict, null, $"{live.Metadata.Name} exists and belongs to {Ownership.Describe(live)}; it is left alone");
    }

    private bool Differs(TEntity live, DesiredDocument wanted, out string remark)
    {
        if (_verdicts.TryGet(live.Metadata.Uid, out var verdict)
            && verdict.ResourceVersion == live.Metadata.ResourceVersion
            && verdict.Hash == wanted.Hash)
        {
            remark = verdict.Remark;
            return false;
        }

        remark = "";
        if (FirstDifference(live, wanted) is not null)
        {
            return true;
        }

        _verdicts.Set(live.Metadata.Uid, new(live.Metadata.ResourceVersion, wanted.Hash, remark));
        return false;
    }

    private void Settle(TEntity answer, DesiredDocument wanted)
    {
        var difference = FirstDifference(answer, wanted);
        if (difference is not null)
        {
            ApplyMetrics.CountUnsettled(answer.Kind);
        }

        var remark = difference is null ? "" : $"the server keeps another value of {difference.TrimStart('.')}";
        _verdicts.Set(answer.Metadata.Uid, new(answer.Metadata.ResourceVersion, wanted.Hash, remark));
    }

    private string? FirstDifference(TEntity live, DesiredDocument wanted) =>
        live.Metadata.Annotations?.TryGetValue(_options.AppliedAnnotation, out var applied) is true && applied == wanted.Hash
            ? DesiredFields.FirstDifference(wanted.Root, JsonSerializer.SerializeToElement(live, _contract))
            : $".metadata.annotations[{_options.AppliedAnnotation}]";

    // A version that no object has: the server creates what is absent (201) and refuses what is present (409).
    private Task<TEntity> CreateAsync(TEntity desired, string hash, CancellationToken cancellationToken) =>
        SendAsync(desired, Stamp(desired.Metadata, hash) with { ResourceVersion = "1" }, _create, cancellationToken);

    private Task<TEntity> UpdateAsync(TEntity desired, string hash, TEntity live, CancellationToken cancellationToken) =>
        SendAsync(desired, Stamp(desired.Metadata, hash) with { Uid = live.Metadata.Uid }, _force, cancellationToken);

    private async Task<TEntity> SendAsync(TEntity desired, V1ObjectMeta stamped, ApplyOptions options, CancellationToken cancellationToken)
    {
        var metadata = desired.Metadata;
        desired.Metadata = stamped;
        try
        {
            return await _client.ApplyAsync(desired, options, cancellationToken);
        }
        finally
        {
            desired.Metadata = metadata;
        }
    }

    private V1ObjectMeta Stamp(V1ObjectMeta metadata, string hash) => metadata with
    {
        Annotations = new Dictionary<string, string>(metadata.Annotations ?? new Dictionary<string, string>())
        {
            [_options.AppliedAnnotation] = hash,
        },
    };

    // 409: present in spite of "create only", or absent in spite of a UID. 422 on metadata.uid: another object bears the name.
    private static bool IsAnotherObject(KubernetesException exception) =>
        exception.StatusCode == HttpStatusCode.Conflict
        || (exception.Reason == StatusReason.Invalid && exception.Causes.Any(cause => cause.Field == "metadata.uid"));

    private static bool IsNamespaceTerminating(KubernetesException exception) =>
        exception.Reason == StatusReason.Forbidden && exception.Causes.Any(cause => cause.Reason == "NamespaceTerminating");

    // 500 is in: that is how a failing admission webhook answers, and the user has to read it.
    private static bool IsRefusal(KubernetesException exception) =>
        exception.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.TooManyRequests
            or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout)
        && exception.Reason != StatusReason.ServerTimeout;

    private sealed record Verdict(string ResourceVersion, string Hash, string Remark);

    private sealed record KnownConflict(TEntity Object, long At);
}
