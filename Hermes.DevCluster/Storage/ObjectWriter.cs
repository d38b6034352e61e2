using System.Text.Json.Nodes;
using Hermes.DevCluster.Apply;
using Hermes.DevCluster.Kinds;
using Hermes.DevCluster.Requests;
using Hermes.DevCluster.Schemas;

namespace Hermes.DevCluster.Storage;

/// <summary>
/// The one way that objects are written: HTTP requests, the simulator and the collector all come through here. Completes, checks,
/// accounts for and stores; each write is computed and committed in the store's exclusive section, so none is lost.
/// </summary>
internal sealed class ObjectWriter(ObjectStore store, TimeProvider clock, Identifiers identifiers)
{
    private const int MaxGeneratedNames = 8;

    /// <summary>The other parts' say in each write, in this order.</summary>
    public IReadOnlyList<IWriteHook> Hooks { get; set; } = [];

    /// <summary>Creates an object.</summary>
    /// <param name="row">The kind.</param>
    /// <param name="ns">The namespace; null for a cluster-scoped kind.</param>
    /// <param name="value">The object, from now on the writer's.</param>
    /// <param name="options">How.</param>
    /// <param name="applied">Whether <c>managedFields</c> are in order already.</param>
    /// <exception cref="ApiException">The object is refused.</exception>
    public WriteResult Create(KindRow row, string? ns, JsonObject value, WriteOptions options, bool applied = false)
    {
        if (row.Namespaced != ns is not null)
        {
            throw ApiErrors.MethodNotAllowed();
        }

        if (!applied && value.Object("metadata").Text("resourceVersion") is { Length: > 0 })
        {
            throw ApiErrors.Internal("resourceVersion should not be set on objects to be created");
        }

        ObjectIdentity.CheckNamespace(value, ns);
        Decoding.Complete(row, value, options);
        return store.Exclusive(() => Insert(row, ns, value, options, applied));
    }

    /// <summary>Changes an object.</summary>
    /// <param name="row">The kind.</param>
    /// <param name="key">Which.</param>
    /// <param name="update">How.</param>
    /// <param name="change">Makes the new object from the stored one (in the kind's version, not to be changed).</param>
    /// <exception cref="ApiException">It is absent, or the change is refused.</exception>
    public WriteResult Update(KindRow row, ObjectKey key, UpdateRequest update, Func<JsonObject, JsonObject> change) =>
        store.Exclusive(() =>
        {
            var before = Find(row, key) ?? throw ApiErrors.NotFound(row, key.Name);
            return Replace(row, before, Versions.In(row, before.Value), update, change);
        });

    /// <summary>Changes an object, or creates it where it is absent.</summary>
    /// <param name="row">The kind.</param>
    /// <param name="key">Which.</param>
    /// <param name="update">How.</param>
    /// <param name="change">Makes the new object from the stored one, or from nothing.</param>
    /// <exception cref="ApiException">The change is refused.</exception>
    public WriteResult Upsert(KindRow row, ObjectKey key, UpdateRequest update, Func<JsonObject?, JsonObject> change) =>
        store.Exclusive(() =>
        {
            if (Find(row, key) is { } before)
            {
                return Replace(row, before, Versions.In(row, before.Value), update, change);
            }

            var value = change(null);
            RevisionCheck.CheckAbsent(row, key, value, update);
            ObjectIdentity.CheckName(value, key.Name);
            var ns = row.Namespaced ? key.Namespace : null;
            ObjectIdentity.CheckNamespace(value, ns);
            Decoding.Complete(row, value, update.Options);
            return Insert(row, ns, value, update.Options, update.Applied);
        });

    /// <summary>Deletes an object, or marks it where finalizers hold it.</summary>
    /// <returns>The object as marked, or as it last was; and whether it is gone.</returns>
    /// <exception cref="ApiException">It is absent, or a precondition does not hold.</exception>
    public (JsonObject Value, bool Gone) Delete(KindRow row, ObjectKey key, DeleteOptions options) => store.Exclusive(() =>
    {
        var before = Find(row, key) ?? throw ApiErrors.NotFound(row, key.Name);
        options.CheckPreconditions(row, before);

        var marked = before.Copy();
        var metadata = marked.Metadata();
        var finalizers = options.Finalizers(metadata.Texts("finalizers"));
        ObjectIdentity.SetFinalizers(metadata, finalizers);
        foreach (var hook in Hooks)
        {
            hook.Deleting(row, marked);
        }

        if (!IsHeld(row, marked))
        {
            var last = options.DryRun ? before : Remove(row, before, marked);
            return (Versions.In(row, last.Value), true);
        }

        if (metadata.Text("deletionTimestamp") is null)
        {
            metadata["deletionTimestamp"] = Timestamp.Now(clock);
            if (!LifecycleRules.HasOwnDeletion(row))
            {
                metadata["deletionGracePeriodSeconds"] = 0;
                if (metadata.Integer("generation") is { } generation and > 0)
                {
                    metadata["generation"] = generation + 1;
                }
            }
        }

        if (options.DryRun || JsonNode.DeepEquals(marked, before.Value))
        {
            return (Versions.In(row, marked), false);
        }

        var stored = store.Put(row, marked, before);
        Committed(row, stored.Value, before.Value);
        return (Versions.In(row, stored.Value), false);
    });

    private static bool IsHeld(KindRow row, JsonObject value) =>
        value.Metadata().Texts("finalizers").Count > 0
        || (LifecycleRules.IsNamespace(row) && value.Object("spec").Texts("finalizers").Count > 0);

    private WriteResult Insert(KindRow row, string? ns, JsonObject value, WriteOptions options, bool applied)
    {
        var metadata = value.Metadata();
        ObjectIdentity.BeginAnew(metadata, ns);
        var generates = string.IsNullOrEmpty(metadata.Text("name")) && metadata.Text("generateName") is { Length: > 0 };
        if (generates)
        {
            metadata["name"] = metadata.Text("generateName") + identifiers.Suffix();
        }

        metadata["uid"] = identifiers.Uid();
        metadata["creationTimestamp"] = Timestamp.Now(clock);
        if (row.HasGeneration)
        {
            metadata["generation"] = 1;
        }

        if (row.HasStatus && row.Prepare is null && !LifecycleRules.IsDefinition(row))
        {
            value.Remove("status");
        }

        foreach (var hook in Hooks)
        {
            hook.Admit(row, value, null);
        }

        if (!applied)
        {
            ManagedFields.Record(
                null, value, row.Schema, options.Manager, Versions.ApiVersion(row), null, Timestamp.Now(clock), WriteScope.ResetFields(row, value, null));
        }

        // After the account of fields: what the kind's strategy fills in or takes away is nobody's doing.
        row.Prepare?.Invoke(value, null);
        Check(row, value, null, new UpdateRequest(options), MetadataRules.Faults(row, metadata));
        options.CheckCreate?.Invoke();
        for (var attempt = 1; Find(row, ObjectIdentity.KeyOf(metadata)) is not null; attempt++)
        {
            if (!generates || attempt >= MaxGeneratedNames)
            {
                throw ApiErrors.AlreadyExists(row, metadata.Text("name")!);
            }

            metadata["name"] = metadata.Text("generateName") + identifiers.Suffix();
        }

        row.Allocate?.Invoke(value, null, store.World.Of(ObjectStore.StorageKey(row)).List(null).Select(each => each.Value));
        if (options.DryRun)
        {
            return new WriteResult(value, true);
        }

        var stored = store.Put(row, Versions.ToStored(row, value), null);
        Committed(row, stored.Value, null);
        return new WriteResult(Versions.In(row, stored.Value), true);
    }

    private WriteResult Replace(KindRow row, StoredObject before, JsonObject old, UpdateRequest update, Func<JsonObject, JsonObject> change)
    {
        var key = before.Key;
        var options = update.Options;
        var value = change(old);
        ObjectIdentity.CheckName(value, key.Name);
        ObjectIdentity.CheckNamespace(value, row.Namespaced ? key.Namespace : null);
        Decoding.Complete(row, value, options);
        RevisionCheck.Check(row, before, value, update);
        value = WriteScope.Limit(row, value, old, update.Subresource);
        ObjectIdentity.CarryOver(value.Metadata(), old.Metadata(), before);
        foreach (var hook in Hooks)
        {
            hook.Admit(row, value, old);
        }

        if (!update.Applied)
        {
            ManagedFields.Record(
                old,
                value,
                row.Schema,
                options.Manager,
                Versions.ApiVersion(row),
                update.Subresource,
                update.Subresource == "scale" ? null : Timestamp.Now(clock),
                WriteScope.ResetFields(row, value, update.Subresource));
        }

        row.Prepare?.Invoke(value, old);
        Check(row, value, old, update, MetadataRules.UpdateFaults(row, value.Metadata(), old.Metadata()));
        var held = value.Metadata().Text("deletionTimestamp") is null || IsHeld(row, value);
        if (held && ManagedFields.IsUnchanged(old, value))
        {
            return new WriteResult(old, false);
        }

        if (row.HasGeneration && update.Subresource != "status" && !WriteScope.IsSameContent(row, value, old))
        {
            value.Metadata()["generation"] = (old.Metadata().Integer("generation") ?? 0) + 1;
        }

        row.Allocate?.Invoke(value, old, store.World.Of(ObjectStore.StorageKey(row)).List(null).Select(each => each.Value));
        if (options.DryRun)
        {
            return new WriteResult(value, false);
        }

        if (!held)
        {
            // The answer shows the last version with the former resourceVersion; only watches see that of the removal.
            Remove(row, before, Versions.ToStored(row, value.DeepClone().AsObject()));
            return new WriteResult(value, false);
        }

        var stored = store.Put(row, Versions.ToStored(row, value), before);
        Committed(row, stored.Value, before.Value);
        return new WriteResult(Versions.In(row, stored.Value), false);
    }

    private void Check(KindRow row, JsonObject value, JsonObject? old, UpdateRequest update, IEnumerable<FieldError> metadataFaults)
    {
        ObjectValidation.Check(
            row, value, old, update.Subresource, [.. metadataFaults, .. Hooks.SelectMany(hook => hook.Validate(row, value, old))]);
        update.Options.Warnings.AddRange(ObjectValidation.Warnings(row, value, old, update.Subresource));
    }

    private StoredObject Remove(KindRow row, StoredObject before, JsonObject last)
    {
        var removed = store.Remove(row, before, last);
        Committed(row, null, before.Value);
        return removed;
    }

    private void Committed(KindRow row, JsonObject? value, JsonObject? old)
    {
        foreach (var hook in Hooks)
        {
            hook.Committed(row, value, old);
        }
    }

    private StoredObject? Find(KindRow row, ObjectKey key) => store.World.Of(ObjectStore.StorageKey(row)).Get(key);
}
