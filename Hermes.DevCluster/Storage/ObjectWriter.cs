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

        CheckNamespace(value, ns);
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
            CheckName(value, key.Name);
            var ns = row.Namespaced ? key.Namespace : null;
            CheckNamespace(value, ns);
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
        SetFinalizers(metadata, finalizers);
        foreach (var hook in Hooks)
        {
            hook.Deleting(row, marked);
        }

        if (!IsHeld(row, marked))
        {
            if (!options.DryRun)
            {
                Remove(row, before, marked);
            }

            return (Versions.In(row, before.Value), true);
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

    private static void CheckName(JsonObject value, string name)
    {
        var metadata = value.Metadata();
        if (metadata.Text("name") is { Length: > 0 } given && given != name)
        {
            throw ApiErrors.BadRequest($"the name of the object ({given}) does not match the name on the URL ({name})");
        }

        metadata["name"] = name;
    }

    private static void CheckNamespace(JsonObject value, string? ns)
    {
        if (value["metadata"] is not JsonObject metadata)
        {
            return;
        }

        if (metadata.Text("namespace") is { Length: > 0 } given && given != (ns ?? ""))
        {
            throw ApiErrors.BadRequest("the namespace of the provided object does not match the namespace sent on the request");
        }
    }

    private static bool IsHeld(KindRow row, JsonObject value) =>
        value.Metadata().Texts("finalizers").Count > 0
        || (LifecycleRules.IsNamespace(row) && value.Object("spec").Texts("finalizers").Count > 0);

    private static void SetFinalizers(JsonObject metadata, IReadOnlyList<string> finalizers)
    {
        if (finalizers.Count == 0)
        {
            metadata.Remove("finalizers");
        }
        else
        {
            metadata["finalizers"] = new JsonArray([.. finalizers.Select(name => JsonValue.Create(name))]);
        }
    }

    /// <summary>Whether what generation counts is the same.</summary>
    private static bool IsSameContent(KindRow row, JsonObject value, JsonObject old)
    {
        // A Deployment's annotations count too: the strategy compares them along with the spec.
        return Fields(value).All(name => JsonNode.DeepEquals(value[name], old[name]))
            && Fields(old).All(value.ContainsKey)
            && (row is not { Group: "apps", Plural: "deployments" }
                || JsonNode.DeepEquals(value["metadata"]?["annotations"], old["metadata"]?["annotations"]));

        IEnumerable<string> Fields(JsonObject from) =>
            from.Select(field => field.Key).Where(name => name != "metadata" && (name != "status" || !row.HasStatus));
    }

    private WriteResult Insert(KindRow row, string? ns, JsonObject value, WriteOptions options, bool applied)
    {
        var metadata = value.Metadata();
        foreach (var name in (string[])["uid", "resourceVersion", "generation", "deletionTimestamp", "deletionGracePeriodSeconds"])
        {
            metadata.Remove(name);
        }

        if (ns is not null)
        {
            metadata["namespace"] = ns;
        }
        else
        {
            metadata.Remove("namespace");
        }

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

        row.Prepare?.Invoke(value, null);
        if (!applied)
        {
            ManagedFields.Record(
                null, value, row.Schema, options.Manager, Versions.ApiVersion(row), null, Timestamp.Now(clock), ResetFields(row, value, null));
        }

        Check(row, value, null, MetadataRules.Faults(row, metadata));
        for (var attempt = 1; Find(row, KeyOf(metadata)) is not null; attempt++)
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
        CheckName(value, key.Name);
        CheckNamespace(value, row.Namespaced ? key.Namespace : null);
        Decoding.Complete(row, value, options);
        CheckRevision(row, before, value, update);
        value = Writable(row, value, old, update.Subresource);
        CarryOver(value.Metadata(), old.Metadata(), before);
        foreach (var hook in Hooks)
        {
            hook.Admit(row, value, old);
        }

        row.Prepare?.Invoke(value, old);
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
                ResetFields(row, value, update.Subresource));
        }

        Check(row, value, old, MetadataRules.UpdateFaults(row, value.Metadata(), old.Metadata()));
        var held = value.Metadata().Text("deletionTimestamp") is null || IsHeld(row, value);
        if (held && ManagedFields.IsUnchanged(old, value))
        {
            return new WriteResult(old, false);
        }

        if (row.HasGeneration && update.Subresource != "status" && !IsSameContent(row, value, old))
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

    private static void CheckRevision(KindRow row, StoredObject before, JsonObject value, UpdateRequest update)
    {
        var key = before.Key;
        var metadata = value.Metadata();
        if (update.Replaces && metadata.Text("uid") is { Length: > 0 } uid && uid != before.Uid)
        {
            throw ApiErrors.Conflict(
                row,
                key.Name,
                $"StorageError: invalid object, Code: 4, Key: /registry/{ObjectStore.StorageKey(row)}/{key}, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: {uid}, UID in object meta: {before.Uid}");
        }

        var revision = metadata.Text("resourceVersion") ?? "";
        if (revision is "" or "0")
        {
            if (update.Replaces && UpdateRules.NeedsRevision(row))
            {
                throw ApiErrors.Invalid(
                    row.Plural,
                    row.Group,
                    key.Name,
                    [new FieldError("metadata.resourceVersion", "FieldValueInvalid", "Invalid value: 0: must be specified for an update")]);
            }

            return;
        }

        if (revision != before.Value.Metadata().Text("resourceVersion"))
        {
            throw ApiErrors.Conflict(row, key.Name, ApiErrors.Modified);
        }
    }

    /// <summary>What a write may change: through <c>status</c> that and, for most kinds, metadata; on the object itself all but the status.</summary>
    private static JsonObject Writable(KindRow row, JsonObject value, JsonObject old, string? subresource)
    {
        switch (subresource)
        {
            case "status":
                var result = old.DeepClone().AsObject();
                Move("status", value, result);
                var left = UpdateRules.LeftByStatus(row);
                if (left.Contains("metadata"))
                {
                    Move("managedFields", value.Metadata(), result.Metadata());
                    return result;
                }

                Move("metadata", value, result);
                if (left.Contains("metadata.labels"))
                {
                    Move("labels", old.Metadata(), result.Metadata());
                }

                return result;
            case "finalize":
                var finalized = old.DeepClone().AsObject();
                Move("spec", value, finalized);
                return finalized;
            default:
                if (row.HasStatus)
                {
                    Move("status", old, value);
                }

                return value;
        }

        static void Move(string name, JsonObject from, JsonObject to)
        {
            if (from[name] is { } field)
            {
                to[name] = field.DeepClone();
            }
            else
            {
                to.Remove(name);
            }
        }
    }

    private static void CarryOver(JsonObject metadata, JsonObject old, StoredObject before)
    {
        foreach (var name in (string[])["uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds", "namespace"])
        {
            if (metadata[name] is null && old[name] is { } kept)
            {
                metadata[name] = kept.DeepClone();
            }
        }

        if (old["generation"] is { } generation)
        {
            metadata["generation"] = generation.DeepClone();
        }
        else
        {
            metadata.Remove("generation");
        }

        metadata["resourceVersion"] = before.Value.Metadata().Text("resourceVersion");
    }

    /// <summary>The fields that a write cannot change, and so nobody comes to own by it.</summary>
    public static IReadOnlyList<string> ResetFields(KindRow row, JsonObject value, string? subresource) => subresource switch
    {
        "status" =>
        [
            .. value.Select(field => field.Key).Where(name => name is not ("apiVersion" or "kind" or "metadata" or "status")),
            .. UpdateRules.LeftByStatus(row),
        ],
        _ when row.HasStatus => ["status"],
        _ => [],
    };

    private void Check(KindRow row, JsonObject value, JsonObject? old, IEnumerable<FieldError> metadataFaults)
    {
        IReadOnlyList<FieldError> faults = [.. metadataFaults, .. Hooks.SelectMany(hook => hook.Validate(row, value, old))];
        if (row.Custom)
        {
            if (value.Text("kind") != row.Kind)
            {
                throw ApiErrors.Invalid(
                    value.Text("kind") ?? "",
                    row.Group,
                    value.Metadata().Text("name") ?? "",
                    [new FieldError("kind", "FieldValueInvalid", $"Invalid value: \"{value.Text("kind")}\": must be {row.Kind}")]);
            }

            faults = SchemaValidator.Validate(value, old, row.Schema, faults);
        }

        if (row.Validate is not null)
        {
            faults = [.. faults, .. row.Validate(value, old)];
        }

        if (faults.Count > 0)
        {
            throw ApiErrors.Invalid(row, value.Metadata().Text("name") ?? "", faults);
        }
    }

    private void Remove(KindRow row, StoredObject before, JsonObject last)
    {
        store.Remove(row, before, last);
        Committed(row, null, before.Value);
    }

    private void Committed(KindRow row, JsonObject? value, JsonObject? old)
    {
        foreach (var hook in Hooks)
        {
            hook.Committed(row, value, old);
        }
    }

    private StoredObject? Find(KindRow row, ObjectKey key) => store.World.Of(ObjectStore.StorageKey(row)).Get(key);

    private static ObjectKey KeyOf(JsonObject metadata) => new(metadata.Text("namespace") ?? "", metadata.Text("name") ?? "");
}
