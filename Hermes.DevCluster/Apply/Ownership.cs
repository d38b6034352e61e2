using System.Text.Json.Nodes;

namespace Hermes.DevCluster.Apply;

/// <summary>What a change of an object takes from its managers.</summary>
internal static class Ownership
{
    /// <summary>Fields that are nobody's: the server sets them, or they name the object.</summary>
    private static readonly FieldSet Nobodys = Paths(
    [
        "apiVersion", "kind", "metadata", "metadata.name", "metadata.namespace", "metadata.creationTimestamp", "metadata.selfLink",
        "metadata.uid", "metadata.clusterName", "metadata.generation", "metadata.managedFields", "metadata.resourceVersion",
    ]);

    /// <summary>The set without what is nobody's.</summary>
    public static FieldSet Strip(FieldSet fields) => fields.Except(Nobodys);

    /// <summary>The fields that the change takes from each other manager: these are conflicts when an applier makes it.</summary>
    public static IReadOnlyList<(ManagerEntry Owner, FieldSet Fields)> Conflicts(
        ManagerEntries entries, Comparison change, ManagerEntry writer)
    {
        var taken = change.Added.Union(change.Modified);
        return
        [
            .. entries.All
                .Where(entry => !entry.IsSameManager(writer))
                .Select(entry => (Owner: entry, Fields: entry.Fields.Intersect(taken)))
                .Where(conflict => !conflict.Fields.IsEmpty),
        ];
    }

    /// <summary>Takes changed and removed fields from every manager but the writer.</summary>
    public static void Transfer(ManagerEntries entries, Comparison change, ManagerEntry? writer)
    {
        var lost = change.Added.Union(change.Modified);
        foreach (var entry in entries.All.Where(entry => writer is null || !entry.IsSameManager(writer)).ToList())
        {
            entries.Put(entry with { Fields = entry.Fields.Except(entry.Fields.Intersect(lost)).Except(change.Removed) });
        }
    }

    /// <summary>A copy of the object without <c>managedFields</c>, which are not fields of the object here.</summary>
    public static JsonObject WithoutManagedFields(JsonObject value)
    {
        var copy = value.DeepClone().AsObject();
        (copy["metadata"] as JsonObject)?.Remove("managedFields");
        return copy;
    }

    /// <summary>A set of whole top-level fields or dotted paths.</summary>
    public static FieldSet Paths(IEnumerable<string> paths) =>
        FieldSet.Of(paths.Select(IReadOnlyList<PathElement> (path) => [.. path.Split('.').Select(PathElement.Field)]));
}
