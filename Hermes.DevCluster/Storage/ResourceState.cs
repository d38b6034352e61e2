using System.Collections.Immutable;

namespace Hermes.DevCluster.Storage;

/// <summary>What a resource holds at one revision.</summary>
internal sealed record ResourceState
{
    /// <summary>Holds nothing.</summary>
    public static ResourceState Empty { get; } = new();

    /// <summary>Objects by namespace (empty for cluster-scoped ones) and name, in the order of etcd's keys.</summary>
    public ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, StoredObject>> Namespaces { get; init; } =
        ImmutableSortedDictionary.Create<string, ImmutableSortedDictionary<string, StoredObject>>(NamespaceOrder.Instance);

    /// <summary>How many objects there are.</summary>
    public int Count { get; init; }

    /// <summary>One object; null where it is absent.</summary>
    public StoredObject? Get(ObjectKey key) =>
        Namespaces.TryGetValue(key.Namespace, out var names) ? names.GetValueOrDefault(key.Name) : null;

    /// <summary>The objects of one namespace, or of all.</summary>
    public IEnumerable<StoredObject> List(string? ns)
    {
        if (ns is null)
        {
            return Namespaces.Values.SelectMany(names => names.Values);
        }

        return Namespaces.TryGetValue(ns, out var objects) ? objects.Values : [];
    }

    /// <summary>This state with an object put in its place.</summary>
    public ResourceState With(ObjectKey key, StoredObject value)
    {
        var names = Namespaces.GetValueOrDefault(key.Namespace)
            ?? ImmutableSortedDictionary.Create<string, StoredObject>(StringComparer.Ordinal);
        var added = names.ContainsKey(key.Name) ? 0 : 1;
        return this with { Namespaces = Namespaces.SetItem(key.Namespace, names.SetItem(key.Name, value)), Count = Count + added };
    }

    /// <summary>This state without an object.</summary>
    public ResourceState Without(ObjectKey key)
    {
        if (!Namespaces.TryGetValue(key.Namespace, out var names) || !names.ContainsKey(key.Name))
        {
            return this;
        }

        names = names.Remove(key.Name);
        var namespaces = names.IsEmpty ? Namespaces.Remove(key.Namespace) : Namespaces.SetItem(key.Namespace, names);
        return this with { Namespaces = namespaces, Count = Count - 1 };
    }
}
