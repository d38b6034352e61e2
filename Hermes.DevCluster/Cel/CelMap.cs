namespace Hermes.DevCluster.Cel;

/// <summary>A map.</summary>
internal sealed class CelMap(IReadOnlyList<KeyValuePair<object, object>> entries)
{
    /// <summary>The entries, each key once.</summary>
    public IReadOnlyList<KeyValuePair<object, object>> Entries { get; } = entries;

    /// <summary>The value under a key; null when there is none.</summary>
    public object? Find(object key)
    {
        foreach (var (candidate, value) in Entries)
        {
            if (CelValues.AreEqual(candidate, key))
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>Whether both hold the same values under the same keys.</summary>
    public bool HasSameEntries(CelMap other) =>
        Entries.Count == other.Entries.Count
        && Entries.All(entry => other.Find(entry.Key) is { } value && CelValues.AreEqual(entry.Value, value));
}
