using System.Text.Json.Nodes;
using Hermes.DevCluster.Discovery;
using Hermes.DevCluster.Kinds;
using Hermes.DevCluster.Requests;
using Hermes.DevCluster.Schemas;
using Hermes.DevCluster.Storage;

namespace Hermes.DevCluster.Collection;

/// <summary>
/// Namespaces: nothing is created in one that is absent or going, and one that is deleted goes when its contents have gone
/// (the admission plugin NamespaceLifecycle and the namespace controller).
/// </summary>
internal sealed class NamespaceLifecycle(ObjectStore store, KindRegistry kinds, TimeProvider clock) : IWriteHook
{
    private const string Finalizer = "kubernetes";

    /// <summary>Namespaces that are there from the start and cannot be deleted.</summary>
    public static readonly IReadOnlyList<string> Permanent = ["default", "kube-system", "kube-public"];

    private IObjectAccess? _objects;

    /// <summary>Starts to empty the namespaces that are deleted.</summary>
    public IDisposable Start(IObjectAccess objects)
    {
        _objects = objects;
        return objects.Subscribe(OnChange);
    }

    /// <inheritdoc/>
    public void Admit(KindRow row, JsonObject value, JsonObject? old)
    {
        if (old is null && row.Namespaced)
        {
            CheckRoom(row, value.Metadata());
        }
        else if (LifecycleRules.IsNamespace(row))
        {
            Complete(value, old);
        }
    }

    /// <inheritdoc/>
    public IEnumerable<FieldError> Validate(KindRow row, JsonObject value, JsonObject? old) => [];

    /// <inheritdoc/>
    public void Deleting(KindRow row, JsonObject value)
    {
        if (!LifecycleRules.IsNamespace(row))
        {
            return;
        }

        var name = value.Metadata().Text("name")!;
        if (Permanent.Contains(name, StringComparer.Ordinal))
        {
            throw new ApiException(403, "Forbidden", $"namespaces \"{name}\" is forbidden: this namespace may not be deleted")
            {
                Name = name,
                Kind = "namespaces",
            };
        }

        Status(value)["phase"] = "Terminating";
    }

    /// <inheritdoc/>
    public void Committed(KindRow row, JsonObject? value, JsonObject? old)
    {
    }

    private static JsonObject Status(JsonObject value)
    {
        if (value["status"] is not JsonObject status)
        {
            value["status"] = status = [];
        }

        return status;
    }

    private static void Complete(JsonObject value, JsonObject? old)
    {
        var metadata = value.Metadata();
        if (metadata["labels"] is not JsonObject labels)
        {
            metadata["labels"] = labels = [];
        }

        labels["kubernetes.io/metadata.name"] = metadata.Text("name");
        if (old is null)
        {
            value["status"] = new JsonObject { ["phase"] = "Active" };
        }
    }

    private void CheckRoom(KindRow row, JsonObject metadata)
    {
        var name = metadata.Text("namespace") ?? "";
        var ns = store.World.Of("/namespaces").Get(new ObjectKey("", name))
            ?? throw ApiErrors.NotFound("namespaces", "", name);
        if (ns.Value.Metadata().Text("deletionTimestamp") is null)
        {
            return;
        }

        var created = metadata.Text("name") ?? "";
        throw new ApiException(
            403,
            "Forbidden",
            $"{ApiErrors.Resource(row)} \"{created}\" is forbidden: unable to create new content in namespace {name} because it is being terminated")
        {
            Name = created,
            Group = row.Group,
            Kind = row.Plural,
            Causes = [new FieldError("metadata.namespace", "NamespaceTerminating", $"namespace {name} is being terminated")],
        };
    }

    private void OnChange(ObjectChange change)
    {
        var metadata = change.Object.Metadata();
        var name = LifecycleRules.IsNamespace(change.Row) ? metadata.Text("name")
            : change.Type == ChangeType.Deleted ? metadata.Text("namespace")
            : null;
        if (name is null
            || store.World.Of("/namespaces").Get(new ObjectKey("", name)) is not { } ns
            || ns.Value.Metadata().Text("deletionTimestamp") is null)
        {
            return;
        }

        Empty(name);
    }

    private void Empty(string name)
    {
        var remaining = new List<(KindRow Row, int Count)>();
        foreach (var row in kinds.Current.Rows.Where(row => row.Namespaced).DistinctBy(ObjectStore.StorageKey, StringComparer.Ordinal))
        {
            foreach (var item in _objects!.List(row, name))
            {
                _objects.Delete(row, name, item.Metadata().Text("name")!);
            }

            if (_objects.List(row, name) is { Count: > 0 } left)
            {
                remaining.Add((row, left.Count));
            }
        }

        var namespaces = kinds.Current.Preferred("", "namespaces")!;
        if (remaining.Count == 0)
        {
            _objects!.Update(namespaces, null, name, "finalize", Release, "namespace-controller");
        }
        else
        {
            _objects!.Update(namespaces, null, name, "status", value => Report(value, remaining), "namespace-controller");
        }
    }

    private static void Release(JsonObject value)
    {
        if (value["spec"] is JsonObject spec && spec["finalizers"] is JsonArray finalizers)
        {
            finalizers.RemoveAll(finalizer => finalizer.AsText() == Finalizer);
        }
    }

    private void Report(JsonObject value, List<(KindRow Row, int Count)> remaining)
    {
        var what = string.Join(", ", remaining.Select(each => $"{ApiErrors.Resource(each.Row)} has {each.Count} resource instances"));
        var message = $"Some resources are remaining: {what}";
        var status = Status(value);
        if (status.Array("conditions")?.OfType<JsonObject>().FirstOrDefault()?.Text("message") == message)
        {
            return;
        }

        status["conditions"] = new JsonArray(new JsonObject
        {
            ["type"] = "NamespaceContentRemaining",
            ["status"] = "True",
            ["lastTransitionTime"] = Timestamp.Now(clock),
            ["reason"] = "SomeResourcesRemain",
            ["message"] = message,
        });
    }
}
