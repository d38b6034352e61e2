using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
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
/// until one of the two sides changes. What the server refused is not sent again before <see cref="ApplyingOptions.RefusalRetry"/>, unless
/// something else is asked for. Errors: what the server refuses is an outcome; what a retry may mend (429, 503, 504, 401, a lost
/// connection) throws.
/// </remarks>
public sealed class OwnedObjectApplier<TEntity>
    where TEntity : class, IKubernetesObject<V1ObjectMeta>
{
    private const int Attempts = 3;
    private const string Deletion = "deletion";

    private readonly IKubernetesClient _client;
    private readonly JsonTypeInfo<TEntity> _contract;
    private readonly ApplyingOptions _options;
    private readonly TimeProvider _time;
    private readonly ApplyOptions _create;
    private readonly ApplyOptions _force;
    private readonly BoundedMemory<string, Verdict> _verdicts;
    private readonly BoundedMemory<(string? Namespace, string Name), KnownConflict> _conflicts;
    private readonly BoundedMemory<(string? Namespace, string Name), KnownRefusal> _refusals;

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
        _refusals = new(options.MemoryCapacity);
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
        KubernetesException? conflicting = null;
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

                if (Recall(name, @namespace, wanted.Hash, live) is { } known)
                {
                    return Refused(known, live, @namespace);
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
                    _refusals.Forget((@namespace, name));
                    Settle(answer, wanted);
                    return new(live is null ? ApplyResult.Created : ApplyResult.Updated, answer);
                }
                catch (KubernetesException exception) when (exception.IsAnotherObject())
                {
                    conflicting = exception;
                    live = await ReadAsync(name, @namespace, owner, cancellationToken);
                }
            }

            // Absent, and yet no creation goes through: a quota that is written to at the same time answers so, and no watch tells of its end.
            return live is null
                ? new(ApplyResult.Failed, null, conflicting!.Message, conflicting)
                : new(ApplyResult.Waiting, live, "the object changes faster than it can be applied");
        }
        catch (KubernetesException exception) when (exception.IsRefusal())
        {
            Remember(name, @namespace, wanted.Hash, live, exception);
            return Refused(exception, live, @namespace);
        }
    }

    /// <summary>Merges a patch into an object of the owner's, by its UID: for the one field that cannot wait for the rest.</summary>
    /// <param name="live">The object as known.</param>
    /// <param name="patch">The JSON merge patch (RFC 7386); its <c>metadata.uid</c> is set.</param>
    /// <param name="owner">The owner, with its UID.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<ApplyOutcome<TEntity>> PatchAsync(
        TEntity live, JsonObject patch, IKubernetesObject<V1ObjectMeta> owner, CancellationToken cancellationToken)
    {
        var (name, @namespace) = (live.Metadata.Name, live.Metadata.NamespaceProperty);
        if (Judge(live, owner) is { } verdict)
        {
            return verdict;
        }

        var text = patch.ToJsonString();
        if (Recall(name, @namespace, text, live) is { } known)
        {
            return Refused(known, live, @namespace);
        }

        try
        {
            var bound = patch.DeepClone().AsObject();
            bound["metadata"] = new JsonObject { ["uid"] = live.Metadata.Uid };
            var answer = await _client.MergePatchAsync<TEntity>(
                name, @namespace, bound, new PatchOptions(_options.FieldManager), cancellationToken);
            Known.Answered(answer);
            return new(ApplyResult.Updated, answer);
        }
        catch (KubernetesException exception) when (exception.IsAnotherObject() || exception.StatusCode == HttpStatusCode.NotFound)
        {
            // Where it is the same, others wrote to it more often than the server tries, and no watch tells of that.
            var present = await ReadAsync(name, @namespace, owner, cancellationToken);
            return present?.Metadata.Uid == live.Metadata.Uid
                ? new(ApplyResult.Failed, present, exception.Message, exception)
                : new(ApplyResult.Waiting, null, "the object is gone; the watch has yet to tell");
        }
        catch (KubernetesException exception) when (exception.IsRefusal())
        {
            Remember(name, @namespace, text, live, exception);
            return Refused(exception, live, @namespace);
        }
    }

    /// <summary>The object of that name as known, where the owner controls it; else null.</summary>
    /// <param name="name">The object's name, in the owner's namespace.</param>
    /// <param name="owner">The owner, with its UID.</param>
    public TEntity? Owned(string name, IKubernetesObject<V1ObjectMeta> owner) =>
        Known.Get(name, owner.Metadata.NamespaceProperty) is { } live && live.IsControlledBy(owner.Metadata.Uid) ? live : null;

    /// <summary>Whether the desired object is what was applied last; a value that somebody changed since is not looked at.</summary>
    /// <param name="live">The object as known.</param>
    /// <param name="desired">The fields to own.</param>
    public bool IsCarriedOut(TEntity live, TEntity desired) => IsStamped(live, DesiredDocument.From(desired, _contract).Hash);

    /// <summary>Deletes an object of the owner's, by its UID; once is enough.</summary>
    /// <param name="live">The object as known.</param>
    /// <param name="owner">The owner, with its UID.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<DeleteOutcome> DeleteAsync(TEntity live, IKubernetesObject<V1ObjectMeta> owner, CancellationToken cancellationToken)
    {
        var (name, @namespace) = (live.Metadata.Name, live.Metadata.NamespaceProperty);
        if (!live.IsControlledBy(owner.Metadata.Uid) || Known.IsBeingDeleted(live))
        {
            return new(IsDeleted: false);
        }

        if (Recall(name, @namespace, Deletion, live) is { } known)
        {
            return new(IsDeleted: false, known);
        }

        var isDeleted = false;
        try
        {
            isDeleted = await _client.DeleteAsync<TEntity>(name, @namespace, new Preconditions(Uid: live.Metadata.Uid), cancellationToken);
        }
        catch (KubernetesException exception) when (exception.StatusCode == HttpStatusCode.Conflict)
        {
            // Another object bears the name by now: the one meant is gone.
        }
        catch (KubernetesException exception) when (exception.IsRefusal())
        {
            Remember(name, @namespace, Deletion, live, exception);
            return new(IsDeleted: false, exception);
        }

        Known.Deleted(live);
        return new(isDeleted);
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
            && verdict.Digest == wanted.Digest)
        {
            remark = verdict.Remark;
            return false;
        }

        remark = "";
        if (FirstDifference(live, wanted) is not null)
        {
            return true;
        }

        _verdicts.Set(live.Metadata.Uid, new(live.Metadata.ResourceVersion, wanted.Digest, remark));
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
        _verdicts.Set(answer.Metadata.Uid, new(answer.Metadata.ResourceVersion, wanted.Digest, remark));
    }

    private string? FirstDifference(TEntity live, DesiredDocument wanted) =>
        IsStamped(live, wanted.Hash)
            ? DesiredFields.FirstDifference(wanted.Root, JsonSerializer.SerializeToElement(live, _contract))
            : $".metadata.annotations[{_options.AppliedAnnotation}]";

    private bool IsStamped(TEntity live, string hash) =>
        live.Metadata.Annotations?.TryGetValue(_options.AppliedAnnotation, out var applied) is true && applied == hash;

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

    private static ApplyOutcome<TEntity> Refused(KubernetesException error, TEntity? live, string? @namespace) =>
        error.Reason == StatusReason.Forbidden && error.Causes.Any(cause => cause.Reason == "NamespaceTerminating")
            ? new(ApplyResult.Waiting, live, $"namespace {@namespace} is being deleted", error)
            : new(ApplyResult.Failed, live, error.Message, error);

    /// <summary>The refusal of the same request, where it is too young to ask again.</summary>
    private KubernetesException? Recall(string name, string? @namespace, string request, TEntity? live) =>
        _refusals.TryGet((@namespace, name), out var refusal)
        && refusal.Request == request
        && refusal.Uid == live?.Metadata.Uid
        && _time.GetElapsedTime(refusal.At) < _options.RefusalRetry
            ? refusal.Error
            : null;

    private void Remember(string name, string? @namespace, string request, TEntity? live, KubernetesException error) =>
        _refusals.Set((@namespace, name), new(request, live?.Metadata.Uid, error, _time.GetTimestamp()));

    private sealed record Verdict(string ResourceVersion, UInt128 Digest, string Remark);

    private sealed record KnownConflict(TEntity Object, long At);

    /// <param name="Request">What was asked: the hash of what was to be applied, a patch, or <see cref="Deletion"/>.</param>
    /// <param name="Uid">The object it was asked of; null for a creation.</param>
    /// <param name="Error">The answer.</param>
    /// <param name="At">When.</param>
    private sealed record KnownRefusal(string Request, string? Uid, KubernetesException Error, long At);
}
