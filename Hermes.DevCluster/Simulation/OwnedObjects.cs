using System.Text.Json.Nodes;
using Hermes.DevCluster.Kinds;
using Hermes.DevCluster.Storage;

namespace Hermes.DevCluster.Simulation;

/// <summary>
/// Finds the objects of a kind by the UID of their controller without listing a namespace. Follows changes, which come late: what it
/// finds is looked up before it is told.
/// </summary>
internal sealed class OwnedObjects(SimulatedCluster cluster, SimulatedKind kind)
{
    private readonly Dictionary<string, HashSet<WorkloadName>> _byOwner = new(StringComparer.Ordinal);

    /// <summary>Follows a change.</summary>
    public void OnChange(ObjectChange change)
    {
        if (!kind.Is(change.Row))
        {
            return;
        }

        var name = WorkloadName.Of(change.Object);
        var owner = change.Type == ChangeType.Deleted ? null : Owner(change.Object).TextAt("uid");
        if (owner is not null)
        {
            Add(owner, name);
        }

        var former = Owner(change.Before ?? change.Object).TextAt("uid");
        if (former is not null && former != owner)
        {
            Forget(former, name);
        }
    }

    /// <summary>Takes in an object just created, before its change is told.</summary>
    public void Add(JsonObject value)
    {
        if (Owner(value).TextAt("uid") is { } owner)
        {
            Add(owner, WorkloadName.Of(value));
        }
    }

    /// <summary>The objects that a controller owns and that are not being deleted, ordered by name.</summary>
    public IReadOnlyList<JsonObject> Of(string owner)
    {
        if (!_byOwner.TryGetValue(owner, out var names))
        {
            return [];
        }

        return
        [
            .. names.OrderBy(static key => key.Name, StringComparer.Ordinal)
                .Select(key => cluster.Get(kind, key))
                .OfType<JsonObject>()
                .Where(value => Owner(value).TextAt("uid") == owner && value.At("metadata", "deletionTimestamp") is null),
        ];
    }

    /// <summary>The controller's owner reference; null where there is none.</summary>
    public static JsonObject? Owner(JsonObject value) =>
        value.ObjectsAt("metadata", "ownerReferences").FirstOrDefault(static owner => owner.FlagAt("controller") == true);

    private void Add(string owner, WorkloadName name)
    {
        if (!_byOwner.TryGetValue(owner, out var names))
        {
            _byOwner[owner] = names = [];
        }

        names.Add(name);
    }

    private void Forget(string owner, WorkloadName name)
    {
        if (_byOwner.TryGetValue(owner, out var names) && names.Remove(name) && names.Count == 0)
        {
            _byOwner.Remove(owner);
        }
    }
}
