using System.Text.Json.Nodes;
using Hermes.DevCluster.Discovery;
using Hermes.DevCluster.Storage;

namespace Hermes.DevCluster.Collection;

/// <summary>
/// Deletes what has lost its owners, and carries out foreground and orphaning deletion
/// (https://kubernetes.io/docs/concepts/architecture/garbage-collection/). Works on one change at a time.
/// </summary>
internal sealed class GarbageCollector(ObjectStore store, ObjectAccess objects, KindRegistry kinds)
{
    private const string Manager = "kube-controller-manager";

    // As many as the real collector's cache of absent owners holds.
    private const int MostGone = 500;

    private readonly Dictionary<string, Node> _nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _dependents = new(StringComparer.Ordinal);

    // Owners that were seen to go: they are absent even where their kind is not served any more, as after the deletion of its definition.
    private readonly OrderedDictionary<string, bool> _gone = new(StringComparer.Ordinal);

    /// <summary>Starts to collect.</summary>
    public IDisposable Start() => objects.Subscribe(OnChange);

    private void OnChange(ObjectChange change)
    {
        var uid = Uid(change.Object);
        if (change.Type == ChangeType.Deleted)
        {
            Forget(uid);
            OnOwnerGone(uid);
            return;
        }

        var node = Remember(uid, change);

        // The change may be an old one: what is done now depends on what is stored now.
        if (Live(node) is not { } live || Uid(live) != uid)
        {
            return;
        }

        if (IsDeletedWith(live, DeleteOptions.OrphanFinalizer))
        {
            Orphan(uid, node);
        }
        else if (IsDeletedWith(live, DeleteOptions.ForegroundFinalizer))
        {
            AdvanceForeground(uid, node);
        }
        else if (change.Before is null || !JsonNode.DeepEquals(change.Before["metadata"]?["ownerReferences"], change.Object["metadata"]?["ownerReferences"]))
        {
            CheckOwners(uid, node);
        }
    }

    private Node Remember(string uid, ObjectChange change)
    {
        Unlink(uid);
        var metadata = change.Object.Metadata();
        var key = new ObjectKey(metadata.Text("namespace") ?? "", metadata.Text("name") ?? "");
        var node = new Node(change.Row, key, OwnerReference.Of(change.Object));
        _nodes[uid] = node;
        foreach (var owner in node.Owners)
        {
            if (!_dependents.TryGetValue(owner.Uid, out var dependents))
            {
                _dependents[owner.Uid] = dependents = new HashSet<string>(StringComparer.Ordinal);
            }

            dependents.Add(uid);
        }

        return node;
    }

    private void Forget(string uid)
    {
        var owners = _nodes.GetValueOrDefault(uid)?.Owners ?? [];
        Unlink(uid);
        _nodes.Remove(uid);

        // An owner in foreground deletion may have waited for this one.
        foreach (var owner in owners)
        {
            if (_nodes.TryGetValue(owner.Uid, out var node)
                && Live(node) is { } live
                && Uid(live) == owner.Uid
                && IsDeletedWith(live, DeleteOptions.ForegroundFinalizer))
            {
                AdvanceForeground(owner.Uid, node);
            }
        }
    }

    private void Unlink(string uid)
    {
        foreach (var owner in _nodes.GetValueOrDefault(uid)?.Owners ?? [])
        {
            if (_dependents.TryGetValue(owner.Uid, out var dependents) && dependents.Remove(uid) && dependents.Count == 0)
            {
                _dependents.Remove(owner.Uid);
            }
        }
    }

    private void OnOwnerGone(string uid)
    {
        var dependents = DependentsOf(uid);
        if (dependents.Length > 0 && _gone.TryAdd(uid, true) && _gone.Count > MostGone)
        {
            _gone.RemoveAt(0);
        }

        foreach (var dependent in dependents)
        {
            CheckOwners(dependent, _nodes[dependent]);
        }
    }

    /// <summary>Deletes an object none of whose owners is there; drops the references to those that are not.</summary>
    private void CheckOwners(string uid, Node node)
    {
        if (node.Owners.Count == 0)
        {
            return;
        }

        var gone = node.Owners.Where(owner => IsAbsent(owner, node)).Select(owner => owner.Uid).ToHashSet(StringComparer.Ordinal);
        if (gone.Count == 0)
        {
            return;
        }

        if (gone.Count < node.Owners.DistinctBy(owner => owner.Uid, StringComparer.Ordinal).Count())
        {
            DropReferences(uid, node, gone);
            return;
        }

        if (Live(node) is { } live)
        {
            objects.Delete(node.Row, Namespace(node), node.Key.Name, new DeleteOptions
            {
                Uid = uid,

                // What the object's own finalizers say of its dependents stays as it is.
                Propagation = live.Metadata().Text("deletionTimestamp") is null && !HasFinalizer(live, DeleteOptions.OrphanFinalizer)
                    && !HasFinalizer(live, DeleteOptions.ForegroundFinalizer)
                    ? "Background"
                    : null,
            });
        }
    }

    private void Orphan(string uid, Node node)
    {
        foreach (var dependent in DependentsOf(uid))
        {
            DropReferences(dependent, _nodes[dependent], [uid]);
        }

        RemoveFinalizer(node, DeleteOptions.OrphanFinalizer);
    }

    private void AdvanceForeground(string uid, Node node)
    {
        var waiting = false;
        foreach (var dependent in DependentsOf(uid))
        {
            var child = _nodes[dependent];
            if (Live(child) is not { } live || Uid(live) != dependent)
            {
                continue;
            }

            // An object with another owner that stays is not deleted; it only loses this one.
            if (child.Owners.Any(owner => owner.Uid != uid && !IsAbsent(owner, child) && !IsGoing(owner)))
            {
                DropReferences(dependent, child, [uid]);
                continue;
            }

            if (live.Metadata().Text("deletionTimestamp") is null)
            {
                objects.Delete(child.Row, Namespace(child), child.Key.Name, new DeleteOptions
                {
                    Uid = dependent,
                    Propagation = DependentsOf(dependent).Length > 0 ? "Foreground" : null,
                });
            }

            waiting |= child.Owners.Any(owner => owner.Uid == uid && owner.Blocks)
                && Live(child) is { } still && Uid(still) == dependent;
        }

        if (!waiting)
        {
            RemoveFinalizer(node, DeleteOptions.ForegroundFinalizer);
        }
    }

    private void DropReferences(string uid, Node node, HashSet<string> owners) =>
        objects.Update(
            node.Row,
            Namespace(node),
            node.Key.Name,
            null,
            value =>
            {
                if (Uid(value) == uid)
                {
                    value.Metadata().Array("ownerReferences")?.RemoveAll(owner => owners.Contains((owner as JsonObject).Text("uid") ?? ""));
                }
            },
            Manager);

    private void RemoveFinalizer(Node node, string finalizer) =>
        objects.Update(
            node.Row,
            Namespace(node),
            node.Key.Name,
            null,
            value => value.Metadata().Array("finalizers")?.RemoveAll(name => name.AsText() == finalizer),
            Manager);

    /// <summary>Whether an owner is not there: another of its name, or one in another namespace, is not it.</summary>
    private bool IsAbsent(OwnerReference owner, Node dependent)
    {
        if (_gone.ContainsKey(owner.Uid))
        {
            return true;
        }

        // A kind that is not served may come (back): the real collector waits for it.
        if (kinds.Current.FindKind(owner.ApiVersion, owner.Kind) is not { } row)
        {
            return false;
        }

        if (row.Namespaced && dependent.Key.Namespace.Length == 0)
        {
            return false;
        }

        var key = new ObjectKey(row.Namespaced ? dependent.Key.Namespace : "", owner.Name);
        return store.World.Of(ObjectStore.StorageKey(row)).Get(key)?.Uid != owner.Uid;
    }

    private bool IsGoing(OwnerReference owner) =>
        _nodes.TryGetValue(owner.Uid, out var node)
        && Live(node) is { } live
        && Uid(live) == owner.Uid
        && IsDeletedWith(live, DeleteOptions.ForegroundFinalizer);

    private JsonObject? Live(Node node) => store.World.Of(ObjectStore.StorageKey(node.Row)).Get(node.Key)?.Value;

    private string[] DependentsOf(string uid) => _dependents.TryGetValue(uid, out var dependents) ? [.. dependents] : [];

    private static string? Namespace(Node node) => node.Row.Namespaced ? node.Key.Namespace : null;

    private static string Uid(JsonObject value) => value.Metadata().Text("uid") ?? "";

    private static bool IsDeletedWith(JsonObject value, string finalizer) =>
        value.Metadata().Text("deletionTimestamp") is not null && HasFinalizer(value, finalizer);

    private static bool HasFinalizer(JsonObject value, string finalizer) =>
        value.Metadata().Texts("finalizers").Contains(finalizer, StringComparer.Ordinal);
}
