using System.Text.Json.Nodes;
using Hermes.DevCluster.Discovery;
using Hermes.DevCluster.Kinds;
using Hermes.DevCluster.Requests;
using Hermes.DevCluster.Schemas;
using Hermes.DevCluster.Storage;

namespace Hermes.DevCluster.Collection;

/// <summary>
/// CustomResourceDefinitions: a stored one is served at once and says so in its status; one that is deleted takes its objects
/// with it first, and its routes vanish last.
/// </summary>
internal sealed class DefinitionLifecycle(ObjectStore store, KindRegistry kinds, TimeProvider clock) : IWriteHook
{
    private const string Finalizer = "customresourcecleanup.apiextensions.k8s.io";
    private const string Manager = "kube-apiserver";

    private IObjectAccess? _objects;

    /// <summary>Starts to empty the definitions that are deleted.</summary>
    public IDisposable Start(IObjectAccess objects)
    {
        _objects = objects;
        return objects.Subscribe(OnChange);
    }

    /// <inheritdoc/>
    public void Admit(KindRow row, JsonObject value, JsonObject? old)
    {
        if (LifecycleRules.IsDefinition(row))
        {
            CustomResourceDefinitions.Default(value);
        }
        else if (row.Custom && old is null && IsTerminating(row))
        {
            throw new ApiException(
                405, "MethodNotAllowed", "create not allowed while custom resource definition is terminating")
            {
                Group = row.Group,
                Kind = row.Plural,
            };
        }
    }

    /// <inheritdoc/>
    public IEnumerable<FieldError> Validate(KindRow row, JsonObject value, JsonObject? old) =>
        LifecycleRules.IsDefinition(row) ? CustomResourceDefinitions.Check(value, old) : [];

    /// <inheritdoc/>
    public void Deleting(KindRow row, JsonObject value)
    {
        if (!LifecycleRules.IsDefinition(row))
        {
            return;
        }

        var metadata = value.Metadata();
        var finalizers = metadata.Texts("finalizers");
        if (metadata.Text("deletionTimestamp") is null && !finalizers.Contains(Finalizer, StringComparer.Ordinal))
        {
            metadata["finalizers"] = new JsonArray([.. finalizers.Append(Finalizer).Select(name => JsonValue.Create(name))]);
            Conditions.Set(
                value,
                "Terminating",
                "True",
                "InstanceDeletionPending",
                "CustomResourceDefinition marked for deletion; CustomResource deletion will begin soon",
                Timestamp.Now(clock));
        }
    }

    /// <inheritdoc/>
    public void Committed(KindRow row, JsonObject? value, JsonObject? old)
    {
        if (!LifecycleRules.IsDefinition(row))
        {
            return;
        }

        var name = (value ?? old)!.Metadata().Text("name")!;
        if (value is null)
        {
            foreach (var key in kinds.Of(name).Select(ObjectStore.StorageKey).Distinct(StringComparer.Ordinal).ToArray())
            {
                kinds.Set(name, []);
                store.Close(key);
            }

            return;
        }

        if (!JsonNode.DeepEquals(value["spec"], old?["spec"]))
        {
            Serve(name, value);
        }
    }

    private void Serve(string name, JsonObject definition)
    {
        var rows = CustomResourceDefinitions.Rows(definition);
        var taken = rows.Select(row => kinds.Current.Rows.FirstOrDefault(other => Clashes(row, other))).FirstOrDefault(other => other is not null);
        if (taken is null)
        {
            foreach (var row in rows)
            {
                store.Open(row);
            }

            kinds.Set(name, rows);
            if (rows.FirstOrDefault(row => row.Version == CustomResourceDefinitions.StorageVersion(definition)) is { } storage)
            {
                // The real server prunes and defaults what it reads from its storage, so a schema's change shows in stored objects too.
                store.Recast(storage, value =>
                {
                    SchemaPruner.Prune(value, storage.Schema);
                    SchemaDefaulter.Apply(value, storage.Schema);
                });
            }
        }

        var served = kinds.Current.Preferred("apiextensions.k8s.io", "customresourcedefinitions")!;
        var time = Timestamp.Now(clock);
        _objects!.Update(served, null, name, "status", value => Establish(value, taken, time), Manager);
    }

    private static bool Clashes(KindRow row, KindRow other) =>
        row.Group == other.Group && row.Version == other.Version && row.Kind == other.Kind && row.Plural != other.Plural;

    private static void Establish(JsonObject value, KindRow? taken, string time)
    {
        if (taken is not null)
        {
            Conditions.Set(value, "NamesAccepted", "False", "KindConflict", $"\"{taken.Kind}\" is already in use", time);
            Conditions.Set(value, "Established", "False", "NotAccepted", "not all names are accepted", time);
            return;
        }

        Conditions.Set(value, "NamesAccepted", "True", "NoConflicts", "no conflicts found", time);
        Conditions.Set(value, "Established", "True", "InitialNamesAccepted", "the initial names have been accepted", time);
        var status = value.Object("status")!;
        status["acceptedNames"] = value.Object("spec").Object("names")?.DeepClone();
        var stored = value.Object("spec").Array("versions")?.OfType<JsonObject>()
            .FirstOrDefault(version => version.Boolean("storage") == true).Text("name");
        var versions = status.Texts("storedVersions");
        if (stored is not null && !versions.Contains(stored, StringComparer.Ordinal))
        {
            status["storedVersions"] = new JsonArray([.. versions.Append(stored).Select(version => JsonValue.Create(version))]);
        }
    }

    private bool IsTerminating(KindRow row) =>
        store.World.Of("apiextensions.k8s.io/customresourcedefinitions").Get(new ObjectKey("", $"{row.Plural}.{row.Group}"))?
            .Value.Metadata().Text("deletionTimestamp") is not null;

    private void OnChange(ObjectChange change)
    {
        var name = LifecycleRules.IsDefinition(change.Row) ? change.Object.Metadata().Text("name")
            : change is { Type: ChangeType.Deleted, Row.Custom: true } ? $"{change.Row.Plural}.{change.Row.Group}"
            : null;
        var definitions = kinds.Current.Preferred("apiextensions.k8s.io", "customresourcedefinitions")!;
        if (name is null
            || _objects!.Get(definitions, null, name) is not { } definition
            || definition.Metadata().Text("deletionTimestamp") is null)
        {
            return;
        }

        foreach (var row in kinds.Of(name).DistinctBy(ObjectStore.StorageKey, StringComparer.Ordinal))
        {
            foreach (var item in _objects.List(row))
            {
                _objects.Delete(row, item.Metadata().Text("namespace"), item.Metadata().Text("name")!);
            }

            if (_objects.List(row).Count > 0)
            {
                return;
            }
        }

        _objects.Update(definitions, null, name, null, Release, Manager);
    }

    private static void Release(JsonObject value) =>
        value.Metadata().Array("finalizers")?.RemoveAll(finalizer => finalizer.AsText() == Finalizer);
}
